-- Forgets a change that was set aside, unless another one of its key came since.
-- KEYS[1]  entries (hash)
-- KEYS[2]  failed tries (hash)
-- KEYS[3]  keys set aside (sorted set, by the time they were)
-- ARGV[1]  key
-- ARGV[2]  its version, empty if it can't be read
-- Reply: 1 if it was forgotten, else 0.
-- Use: entries
local key = ARGV[1]
if not redis.call('ZSCORE', KEYS[3], key) or version(redis.call('HGET', KEYS[1], key)) ~= ARGV[2] then
  return 0
end
redis.call('ZREM', KEYS[3], key)
redis.call('HDEL', KEYS[1], key)
redis.call('HDEL', KEYS[2], key)
return 1
