-- Ends a lease without storing anything, so that others can load at once.
-- KEYS[1]   value
-- KEYS[2]   lease
-- KEYS[3..] note, where values have one
-- ARGV[1]   the channel on which the change is published; empty to not publish it
-- ARGV[2]   the caller's token
-- ARGV[3]   1 to delete what is stored: it is older than what was loaded; 0 to leave it
-- Reply: 1 if the caller held the lease, else 0.
-- Use: tell
if redis.call('GET', KEYS[2]) ~= ARGV[2] then
  return 0
end
if ARGV[3] == '1' then
  tell(ARGV[1], KEYS[1])
  redis.call('DEL', KEYS[1])
  if KEYS[3] then
    redis.call('DEL', KEYS[3])
  end
end
redis.call('DEL', KEYS[2])
return 1
