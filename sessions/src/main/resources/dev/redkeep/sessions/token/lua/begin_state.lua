-- Keeps what an OAuth flow must find again.
-- KEYS[1]    flow (hash)
-- ARGV[1]    time to live, in milliseconds
-- ARGV[2]    where the browser goes afterwards
-- ARGV[3]    token that binds the flow to the browser
-- ARGV[4]    provider
-- ARGV[5..]  further fields, each as its name and its value
-- Reply: the time of creation in Unix seconds, by the server's clock.
local now = redis.call('TIME')[1]
redis.call('HSET', KEYS[1], 'redirect_uri', ARGV[2], 'csrf_token', ARGV[3], 'provider', ARGV[4], 'created_at', now,
  unpack(ARGV, 5))
redis.call('PEXPIRE', KEYS[1], ARGV[1])
return tonumber(now)
