-- Creates a session and enters its digest into the user's index.
-- KEYS[1]  session (hash)
-- KEYS[2]  the user's index (set)
-- ARGV[1]  time to live, in milliseconds
-- ARGV[2]  what the index holds
-- Reply: 1 if it was created, 0 if it was there.
if redis.call('HSETNX', KEYS[1], 'created_at', redis.call('TIME')[1]) == 0 then
  return 0
end
redis.call('PEXPIRE', KEYS[1], ARGV[1])
redis.call('SADD', KEYS[2], ARGV[2])
redis.call('PEXPIRE', KEYS[2], ARGV[1])
return 1
