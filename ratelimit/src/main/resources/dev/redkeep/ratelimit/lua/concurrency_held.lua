-- Counts the leases that are held.
-- KEYS[1]  leases (sorted set)
-- Reply: how many.
-- Use: time, leases
return redis.call('ZCOUNT', KEYS[1], '(' .. text(clock()), '+inf')
