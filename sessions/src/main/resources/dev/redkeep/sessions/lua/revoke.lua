-- Ends a session. The session goes first, so that it ends even if the index is damaged.
-- KEYS[1]  session (hash)
-- KEYS[2]  the user's index (set of tokens)
-- ARGV[1]  token
-- Reply: how many sessions ended, 0 or 1.
local ended = redis.call('UNLINK', KEYS[1])
redis.call('SREM', KEYS[2], ARGV[1])
return ended
