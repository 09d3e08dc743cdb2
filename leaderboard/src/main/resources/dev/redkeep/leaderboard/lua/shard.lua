-- Counts for a board in several parts.
-- KEYS[1..] one part, which keeps nothing beside it
-- ARGV[1]   a score
-- Reply: how many are on this part; how many of them are better.
-- Twice: harmless: it only reads.
-- Use: order
return {redis.call('ZCARD', KEYS[1]), better(KEYS[1], ARGV[1])}
