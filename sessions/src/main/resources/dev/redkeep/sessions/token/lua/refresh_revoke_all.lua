-- Ends all families of a user that the index lists.
-- KEYS[1]  the user's index (sorted set of family ids by the end of their last token, in Unix milliseconds)
-- ARGV[1]  the time in Unix milliseconds, from tests; empty for the server's
-- ARGV[2]  what every family key of the user begins with
-- Reply: how many families ended.
local now = tonumber(ARGV[1])
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000 + math.floor(time[2] / 1000)
end
now = string.format('%.0f', now)

local ended = 0
for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. now, '+inf')) do
  local key = ARGV[2] .. id
  if redis.call('HEXISTS', key, 'current') == 1 and redis.call('HSETNX', key, 'revoked_at', now) == 1 then
    redis.call('HDEL', key, 'salt')
    ended = ended + 1
  end
end
redis.call('UNLINK', KEYS[1])
return ended
