-- Stores what was written, if nobody else wrote, put or invalidated since this writer began; else what is stored is forgotten. The last
-- of several writers ends their lease.
-- KEYS[1]   value
-- KEYS[2]   lease
-- KEYS[3..] note, where values have one
-- ARGV[1]   the channel on which the change is published; empty to not publish it
-- ARGV[2]   the writer's token
-- ARGV[3]   how long to keep it, in milliseconds; 0 for ever
-- ARGV[4]   1 to store, 0 to forget: the writer failed, or what it wrote is not to be stored
-- ARGV[5]   value
-- ARGV[6..] note, to be kept beside it
-- Reply: 1 if it was stored, else 0.
-- Use: store, tell
local lease = redis.call('GET', KEYS[2]) or ''
local writers = tonumber(lease:match('^x:(%d+)$') or 0)
tell(ARGV[1], KEYS[1])
redis.call('DEL', KEYS[1])
if KEYS[3] then
  redis.call('DEL', KEYS[3])
end
if writers > 1 then
  redis.call('SET', KEYS[2], 'x:' .. string.format('%d', writers - 1), 'KEEPTTL')
  return 0
end
redis.call('DEL', KEYS[2])
if lease ~= ARGV[2] or ARGV[4] ~= '1' then
  return 0
end
store(KEYS[1], ARGV[5], ARGV[3])
if ARGV[6] then
  store(KEYS[3], ARGV[6], ARGV[3])
end
return 1
