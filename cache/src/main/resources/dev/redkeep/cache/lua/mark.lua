-- Sets a mark to a new number, so that what was stored under an older one is forgotten.
-- KEYS[1]  the cache's clock
-- KEYS[2]  mark
-- ARGV[1]  the channel on which the change is published; empty to not publish it
-- ARGV[2]  an era for a clock that is missing, from 1 to 2^26 - 1
-- ARGV[3]  three digits drawn at random
-- ARGV[4]  how long to keep the mark, in milliseconds, which is longer than anything stored under it lives; 0 for ever
-- Reply: the mark's number, as text.
-- Twice: harmless: a newer number yet forgets no less, and it is the one that is answered.
-- Use: marks, store, tell
tell(ARGV[1], KEYS[2])
local now = text(ticks(KEYS[1], tonumber(ARGV[2])) + 1)
redis.call('SET', KEYS[1], now)
store(KEYS[2], now .. ARGV[3], ARGV[4])
return now .. ARGV[3]
