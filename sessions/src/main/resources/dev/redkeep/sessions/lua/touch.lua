-- Reads a session and puts its end off, only if it still lives: a session that was revoked stays so. The token is entered
-- into the index again, in case the index was lost.
-- KEYS[1]  session (hash)
-- KEYS[2]  the user's index (set of tokens)
-- ARGV[1]  time to live of the session, in milliseconds
-- ARGV[2]  least time to live of the index, in milliseconds
-- ARGV[3]  token
-- Reply: the session's fields, each as its name and its value; empty if there is none; nil if the key holds no hash.
local kind = redis.call('TYPE', KEYS[1]).ok
if kind == 'none' then
  return {}
elseif kind ~= 'hash' then
  return false
end
redis.call('SADD', KEYS[2], ARGV[3])
if redis.call('PTTL', KEYS[2]) < tonumber(ARGV[2]) then
  redis.call('PEXPIRE', KEYS[2], ARGV[2])
end
redis.call('HSET', KEYS[1], 'last_activity', redis.call('TIME')[1])
redis.call('PEXPIRE', KEYS[1], ARGV[1])
return redis.call('HGETALL', KEYS[1])
