-- Takes away a board, with all that is beside it.
-- KEYS[1..] the board, and what is kept beside it, as submit.lua lists it
-- Reply: how many were on it.
local count = redis.call('ZCARD', KEYS[1])
redis.call('UNLINK', unpack(KEYS))
return count
