-- Ends all of a user's sessions.
-- KEYS[1]  the user's index (set of tokens)
-- ARGV[1]  what every session key of the user begins with
-- Reply: how many sessions ended.
local ended = 0
for _, token in ipairs(redis.call('SMEMBERS', KEYS[1])) do
  ended = ended + redis.call('UNLINK', ARGV[1] .. token)
end
redis.call('UNLINK', KEYS[1])
return ended
