-- Lets changes that were set aside be tried again, alone.
-- KEYS[1]    entries (hash)
-- KEYS[2]    unwritten keys (sorted set, by the first version that is not written)
-- KEYS[3]    dirty keys (sorted set, by the time they are due)
-- KEYS[4]    failed tries (hash)
-- KEYS[5]    keys set aside (sorted set, by the time they were)
-- ARGV[1]    how often a change is tried in company
-- ARGV[2]    the most of them, if none is named
-- ARGV[3..]  their keys; none for those that were set aside first
-- Reply: how many are tried again; 1 if there may be more.
-- Use: time, entries, tries
local now, keys = math.floor(clock() / 1000), {}
for i = 3, #ARGV do
  keys[#keys + 1] = ARGV[i]
end
if #keys == 0 then
  keys = redis.call('ZRANGE', KEYS[5], 0, ARGV[2] - 1)
end
local again = 0
for _, key in ipairs(keys) do
  if redis.call('ZREM', KEYS[5], key) == 1 then
    local entry = redis.call('HGET', KEYS[1], key)
    if entry then
      restore(KEYS[4], key, ARGV[1])
      redis.call('ZADD', KEYS[2], 'NX', text(tonumber(version(entry)) or 0), key)
      redis.call('ZADD', KEYS[3], text(now), key)
      again = again + 1
    else
      redis.call('HDEL', KEYS[4], key)
    end
  end
end
return {again, #keys == tonumber(ARGV[2]) and 1 or 0}
