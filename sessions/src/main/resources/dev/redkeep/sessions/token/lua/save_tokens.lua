-- Stores what an OAuth provider granted to a user. Without a refresh token the former one stays as it is.
-- KEYS[1]    access token (string)
-- KEYS[2]    refresh token (string)
-- ARGV[1]    time to live of the access token, in milliseconds
-- ARGV[2]    time to live of the refresh token, in milliseconds
-- ARGV[3]    access token
-- ARGV[4..]  refresh token, or nothing
-- Reply: how many tokens were written, 1 or 2.
redis.call('SET', KEYS[1], ARGV[3], 'PX', ARGV[1])
local refresh = unpack(ARGV, 4)
if not refresh then
  return 1
end
redis.call('SET', KEYS[2], refresh, 'PX', ARGV[2])
return 2
