-- Whether the answer to a read tells that the key holds another type, as after a change of a limit's algorithm: that counts as
-- nothing, and whoever writes removes it first. Any other error is raised, by reading again.
local function other_type(reply, ...)
  if not reply.err then
    return false
  elseif not string.find(reply.err, 'WRONGTYPE', 1, true) then
    redis.call(...)
  end
  return true
end
