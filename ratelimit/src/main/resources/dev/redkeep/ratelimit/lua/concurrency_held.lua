-- Counts the leases that are held.
-- KEYS[1]  leases (sorted set)
-- ARGV[1]  how long a lease lasts, in microseconds
-- Reply: how many.
-- Twice: harmless: it only looks, and a lease that it cuts is short enough from then on.
-- Use: time, leases
local now = clock()
last(KEYS[1], now, tonumber(ARGV[1]))
return redis.call('ZCOUNT', KEYS[1], '(' .. text(now), '+inf')
