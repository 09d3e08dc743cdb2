-- Forgets a value, and ends loads that are under way.
-- KEYS[1]   value
-- KEYS[2..] lease; note, where values have one
-- ARGV[1]   the channel on which the change is published; empty to not publish it
-- Reply: how many keys there were.
-- Twice: harmless: what came between is loaded once more, and nobody asks how many keys there were.
-- Use: tell
tell(ARGV[1], KEYS[1])
return redis.call('DEL', unpack(KEYS))
