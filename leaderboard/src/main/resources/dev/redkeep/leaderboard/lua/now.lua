-- Tells the time.
-- KEYS[1]  a key on the node that is asked
-- Reply: Unix milliseconds.
-- Twice: harmless: it only reads.
-- Use: clock
return clock()
