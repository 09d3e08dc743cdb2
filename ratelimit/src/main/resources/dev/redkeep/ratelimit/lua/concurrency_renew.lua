-- Lets a lease last anew, unless it has ended.
-- KEYS[1]  leases (sorted set)
-- ARGV[1]  how long it lasts from now, in microseconds
-- ARGV[2]  the lease's id
-- Reply: 1 if it is held, 0 if it has ended or was given back.
-- Twice: harmless: a lease that was renewed just now is held, and lasts from now.
-- Use: time, leases
local now = clock()
local ends = redis.call('ZSCORE', KEYS[1], ARGV[2])
if not ends or tonumber(ends) <= now then
  return 0
end
enter(KEYS[1], ARGV[2], now, tonumber(ARGV[1]))
return 1
