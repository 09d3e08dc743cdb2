-- Tells who is on some places of a board.
-- KEYS[1..] the board, and what is kept beside it, as submit.lua lists it
-- ARGV[1]   the first place, from 0
-- ARGV[2]   the last place
-- Reply: how many are on the board; then, unless nobody is there, how many are before the first, its rank, and the entries, each
--        with its score.
-- Twice: harmless: it only reads.
-- Use: number, order, field, ties, page, beside
local lacked = lacking(KEYS)
if lacked then
  return lacked
end
return page(KEYS, tonumber(ARGV[1]), redis.call(RANGE, KEYS[1], ARGV[1], ARGV[2], 'WITHSCORES'))
