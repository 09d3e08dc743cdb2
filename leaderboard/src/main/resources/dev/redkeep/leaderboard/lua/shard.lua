-- Counts for a board in several parts.
-- KEYS[1]   one part, which keeps nothing beside it
-- ARGV[1..] scores
-- Reply: how many are on this part; for each score how many of them are better.
-- Twice: harmless: it only reads.
-- Use: order
local told = {redis.call('ZCARD', KEYS[1])}
for i = 1, #ARGV do
  told[i + 1] = better(KEYS[1], ARGV[i])
end
return told
