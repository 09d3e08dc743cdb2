-- Counts what is not written.
-- KEYS[1]  unwritten keys (sorted set, by the first version that is not written)
-- KEYS[2]  claimed keys (sorted set, by the end of the claim)
-- KEYS[3]  keys set aside (sorted set, by the time they were)
-- ARGV[1]  the last version that counts as waiting; +inf for any
-- Reply: how many changes wait or are being written; how many are being written; how many are set aside; how long the oldest has
--        waited, in milliseconds, 0 if none does.
-- Twice: harmless: it only reads.
-- Use: time, entries
local oldest = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')[2]
local age = oldest and math.max(0, math.floor((clock() - oldest) / 1000)) or 0
return {redis.call('ZCOUNT', KEYS[1], '-inf', ARGV[1]), redis.call('ZCARD', KEYS[2]), redis.call('ZCARD', KEYS[3]), text(age)}
