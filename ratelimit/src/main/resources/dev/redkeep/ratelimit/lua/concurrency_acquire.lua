-- Takes a lease if fewer than the most are held.
-- KEYS[1]  leases (sorted set)
-- ARGV[1]  the most leases that may be held at once
-- ARGV[2]  how long the lease lasts, in microseconds
-- ARGV[3]  the lease's id, which ends in a colon and ARGV[2]
-- Reply: 1 taken, 0 refused; how many more could be taken now; how long until one can be, if none is given back or renewed,
--        and until all of them have ended, in microseconds.
-- Use: time, leases
local now = clock()
local leases, most, span = KEYS[1], tonumber(ARGV[1]), tonumber(ARGV[2])
redis.call('ZREMRANGEBYSCORE', leases, '-inf', text(now))
local held = redis.call('ZCARD', leases)
if held < most then
  return {1, most - held - 1, 0, enter(leases, ARGV[3], now, span) - now}
end
local ends = last(leases, now, span)
local free = redis.call('ZRANGE', leases, held - most, held - most, 'WITHSCORES')[2]
return {0, 0, free - now, ends - now}
