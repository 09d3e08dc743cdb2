-- Tells the rank that a score would have if a member came with it.
-- KEYS[1..] the board, and what is kept beside it, as submit.lua lists it
-- ARGV[1]   the score
-- Reply: the rank.
-- Twice: harmless: it only reads.
-- Use: order, ties, beside
local lacked = lacking(KEYS)
if lacked then
  return lacked
end
return rank_with(KEYS, ARGV[1])
