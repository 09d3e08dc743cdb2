-- Tells who has a score in a range, the best first. By their places, since a rank is found without a look at who is before it.
-- KEYS[1..] the board, and what is kept beside it, as submit.lua lists it
-- ARGV[1]   the lowest score, or -inf
-- ARGV[2]   the highest score, or +inf
-- ARGV[3]   how many to leave out
-- ARGV[4]   how many to tell at most
-- Reply: how many are on the board; then, unless nobody is told, how many are before the first that is told, its rank, and the
--        entries, each with its score; then how many are in the range.
-- Twice: harmless: it only reads.
-- Use: number, order, field, ties, page, range, beside
local lacked = lacking(KEYS)
if lacked then
  return lacked
end
local best, worst = ARGV[1], ARGV[2]
if beats(tonumber(worst), tonumber(best)) then
  best, worst = worst, best
end
return range(KEYS, better(KEYS[1], best), as_good(KEYS[1], worst), ARGV[3], ARGV[4])
