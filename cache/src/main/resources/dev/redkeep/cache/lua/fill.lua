-- Stores what was loaded, if the caller still holds the lease: if nothing was invalidated or written since it got it.
-- KEYS[1]   value
-- KEYS[2]   lease
-- KEYS[3..] note, where values have one
-- ARGV[1]   the channel on which the change is published; empty to not publish it
-- ARGV[2]   the caller's token
-- ARGV[3]   how long to keep it, in milliseconds; 0 for ever
-- ARGV[4]   1 to store the value, 0 to store the note only: the value is known to be absent
-- ARGV[5]   value
-- ARGV[6..] note, to be kept beside it; else one that others left is deleted
-- Reply: 1 if it was stored, 0 if the caller does not hold the lease any more; the server's clock in Unix milliseconds.
-- Use: store, tell, time
if redis.call('GET', KEYS[2]) ~= ARGV[2] then
  return {0, clock()}
end
tell(ARGV[1], KEYS[1])
redis.call('DEL', KEYS[2])
if ARGV[4] == '1' then
  store(KEYS[1], ARGV[5], ARGV[3])
else
  redis.call('DEL', KEYS[1])
end
if ARGV[6] then
  store(KEYS[3], ARGV[6], ARGV[3])
elseif KEYS[3] then
  redis.call('DEL', KEYS[3])
end
return {1, clock()}
