-- Ends all families of a user that the index lists.
-- KEYS[1]  the user's index (sorted set of family ids by the end of their last token, in Unix milliseconds)
-- ARGV[1]  the time in Unix milliseconds, from tests; empty for the server's
-- ARGV[2]  what every family key of the user begins with
-- Reply: how many families ended.
-- Use: millis, ending
local now, ended = clock(ARGV[1]), 0
for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. text(now), '+inf')) do
  ended = ended + revoke(ARGV[2] .. id, now)
end
redis.call('UNLINK', KEYS[1])
return ended
