-- Lets dirty keys be due now that have not been tried yet; those that failed wait on.
-- KEYS[1]  dirty keys (sorted set, by the time they are due)
-- KEYS[2]  failed tries (hash)
-- KEYS[3]  the last version
-- ARGV[1]  how many to look at
-- ARGV[2]  how many of those that are not due to pass over, which an earlier call left waiting
-- Reply: how many were left waiting; 1 if there may be more; the last version.
-- Use: time, entries, tries
local now, most = math.floor(clock() / 1000), tonumber(ARGV[1])
local later = redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. text(now), '+inf', 'LIMIT', ARGV[2], most)
local left = 0
for _, key in ipairs(later) do
  if waits(KEYS[2], key) then
    left = left + 1
  else
    redis.call('ZREM', KEYS[1], key) -- a full server takes nothing from a script that has not given first
    redis.call('ZADD', KEYS[1], text(now), key)
  end
end
return {left, #later == most and 1 or 0, string.match(redis.call('GET', KEYS[3]) or '', '^%d+$') or '0'}
