-- Creates a session unless its key is taken, and enters its token into the user's index. Tokens whose session is gone
-- are pruned from a sample of the index, so that it stays small also for a user who is never listed.
-- KEYS[1]    session (hash)
-- KEYS[2]    the user's index (set of tokens)
-- ARGV[1]    time to live of the session, in milliseconds
-- ARGV[2]    least time to live of the index, in milliseconds
-- ARGV[3]    token
-- ARGV[4]    what every session key of the user begins with
-- ARGV[5..]  fields of the session, each as its name and its value
-- Reply: the time of creation in Unix seconds, by the server's clock; nil if the key was taken and nothing changed.
if redis.call('EXISTS', KEYS[1]) == 1 then
  return false
end
for _, token in ipairs(redis.call('SRANDMEMBER', KEYS[2], 10)) do
  if redis.call('EXISTS', ARGV[4] .. token) == 0 then
    redis.call('SREM', KEYS[2], token)
  end
end
redis.call('SADD', KEYS[2], ARGV[3])
if redis.call('PTTL', KEYS[2]) < tonumber(ARGV[2]) then
  redis.call('PEXPIRE', KEYS[2], ARGV[2])
end
local now = redis.call('TIME')[1]
redis.call('HSET', KEYS[1], 'created_at', now, 'last_activity', now, unpack(ARGV, 5))
redis.call('PEXPIRE', KEYS[1], ARGV[1])
return tonumber(now)
