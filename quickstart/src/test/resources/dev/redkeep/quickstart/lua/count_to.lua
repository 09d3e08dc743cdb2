-- Counts up to a bound, and no further.
-- KEYS[1]  the count
-- ARGV[1]  the bound
-- Reply: the count.
local count = tonumber(redis.call('GET', KEYS[1]) or '0')
if count < tonumber(ARGV[1]) then
  count = redis.call('INCR', KEYS[1])
end
return count
