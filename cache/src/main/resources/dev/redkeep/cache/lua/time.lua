-- Tells the time.
-- KEYS[1]  a key on the node that is asked
-- Reply: the server's clock in Unix milliseconds.
-- Twice: harmless: it only reads.
-- Use: time
return clock()
