-- Tells who has a rank in a range, the best first. By their places, since a rank is found without a look at who is before it.
-- KEYS[1..] the board, and what is kept beside it, as submit.lua lists it
-- ARGV[1]   the first rank, from 1
-- ARGV[2]   the last rank
-- ARGV[3]   how many to leave out
-- ARGV[4]   how many to tell at most
-- Reply: as that of between.lua.
-- Twice: harmless: it only reads.
-- Use: number, order, field, ties, page, range, beside
local lacked = lacking(KEYS)
if lacked then
  return lacked
end
local before, behind = span(KEYS, tonumber(ARGV[1]), tonumber(ARGV[2]))
return range(KEYS, before, behind, ARGV[3], ARGV[4])
