-- Lists a user's living families, and prunes the index of the others. A family that was revoked is not in it.
-- KEYS[1]  the user's index (sorted set of family ids by the end of their last token, in Unix milliseconds)
-- ARGV[1]  the time in Unix milliseconds, from tests; empty for the server's
-- ARGV[2]  what every family key of the user begins with
-- Reply: for each family: its id; when it began, when it was last rotated and when it ends, in Unix milliseconds; its
--        details, or nil.
-- Twice: harmless: the families are the same, and what was pruned is not in the answer.
-- Use: millis
local now = clock(ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', text(now))

local families = {}
for _, id in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
  local created, rotated, expires, details =
    unpack(redis.call('HMGET', ARGV[2] .. id, 'created_at', 'rotated_at', 'expires_at', 'details'))
  if created then
    families[#families + 1] = {id, tonumber(created), tonumber(rotated), tonumber(expires), details}
  else
    redis.call('ZREM', KEYS[1], id)
  end
end
return families
