-- Deletes tokens.
-- KEYS[1..]  the tokens (strings)
-- Reply: how many there were.
return redis.call('UNLINK', unpack(KEYS, 1))
