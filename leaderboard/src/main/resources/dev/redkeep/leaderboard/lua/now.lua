-- Tells the time.
-- KEYS[1]  a key on the node that is asked
-- Reply: Unix milliseconds.
-- Twice: harmless: it only reads.
local time = redis.call('TIME')
return time[1] * 1000 + math.floor(time[2] / 1000)
