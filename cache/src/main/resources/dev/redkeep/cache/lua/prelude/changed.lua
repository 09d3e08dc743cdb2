-- Whether there is something else under a key than was seen: by its length, -1 for nothing, and how it begins. What is no string is
-- nothing that could be read.
local function changed(key, length, head)
  local present = redis.pcall('STRLEN', key)
  if type(present) == 'table' then
    return false
  end
  if present == 0 and redis.call('EXISTS', key) == 0 then
    present = -1
  end
  return present ~= tonumber(length) or (present > 0 and redis.call('GETRANGE', key, 0, #head - 1) ~= head)
end
