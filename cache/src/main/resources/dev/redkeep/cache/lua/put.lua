-- Stores a value whatever was there, and ends loads that are under way.
-- KEYS[1]   value
-- KEYS[2]   lease
-- KEYS[3..] note, where values have one
-- ARGV[1]   the channel on which the change is published; empty to not publish it
-- ARGV[2]   how long to keep it, in milliseconds; 0 for ever
-- ARGV[3]   value
-- ARGV[4..] note, to be kept beside it; else one that others left is deleted
-- Reply: the server's clock in Unix milliseconds.
-- Use: store, tell, time
tell(ARGV[1], KEYS[1])
redis.call('DEL', KEYS[2])
store(KEYS[1], ARGV[3], ARGV[2])
if ARGV[4] then
  store(KEYS[3], ARGV[4], ARGV[2])
elseif KEYS[3] then
  redis.call('DEL', KEYS[3])
end
return clock()
