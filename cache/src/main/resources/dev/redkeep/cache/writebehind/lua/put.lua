-- Takes a change to be written later, in place of one of the same key that is not written yet, unless too many keys wait.
-- KEYS[1]  entries (hash)
-- KEYS[2]  unwritten keys (sorted set, by the first version that is not written)
-- KEYS[3]  dirty keys (sorted set, by the time they are due)
-- KEYS[4]  claimed keys (sorted set, by the end of the claim)
-- KEYS[5]  failed tries (hash)
-- KEYS[6]  keys set aside (sorted set, by the time they were)
-- KEYS[7]  the last version
-- ARGV[1]  key
-- ARGV[2]  + and the value, or - for a deletion
-- ARGV[3]  after how long the change is due, in milliseconds
-- ARGV[4]  the most keys that may wait
-- ARGV[5]  how often a change is tried in company
-- Reply: its version, 0 if it was refused; 1 if it took the place of another; 1 if it became dirty now.
-- Use: time, entries, tries
local key = ARGV[1]
local replaces = redis.call('HEXISTS', KEYS[1], key)
if replaces == 0 and redis.call('HLEN', KEYS[1]) >= tonumber(ARGV[4]) then
  return {'0', 0, 0}
end
local now = clock()
local claimed = redis.call('ZSCORE', KEYS[4], key)
local last = tonumber(string.match(redis.call('GET', KEYS[7]) or '', '^%d+$') or 0)
local version = text(math.max(last + 1, now))
redis.call('ZADD', KEYS[2], 'NX', version, key)
if redis.call('ZREM', KEYS[6], key) == 1 then
  restore(KEYS[5], key, ARGV[5])
else
  renew(KEYS[5], key, ARGV[5])
end
local dirty = 0
if not claimed then
  dirty = redis.call('ZADD', KEYS[3], 'NX', text(math.floor(now / 1000) + ARGV[3]), key)
end
redis.call('SET', KEYS[7], version)
redis.call('HSET', KEYS[1], key, version .. ARGV[2])
return {version, replaces, dirty}
