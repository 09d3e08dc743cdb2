-- Tells who comes behind an entry in the order of the board, also if that entry has moved or gone meanwhile.
-- KEYS[1..] the board, and what is kept beside it, as submit.lua lists it
-- ARGV[1]   the entry, as it was told
-- ARGV[2]   its score then
-- ARGV[3]   how many to tell at most
-- Reply: how many are on the board; then, unless nobody is behind it, how many are before the first, its rank, and the entries,
--        each with its score.
-- Twice: harmless: it only reads.
-- Use: number, order, field, ties, page, halves, beside
local lacked = lacking(KEYS)
if lacked then
  return lacked
end
local held = redis.call('ZSCORE', KEYS[1], ARGV[1])
local first
if held and tonumber(held) == tonumber(ARGV[2]) then
  first = redis.call(RANK, KEYS[1], ARGV[1]) + 1
else
  first = place_of(KEYS[1], ARGV[1], ARGV[2])
end
return page(KEYS, first, redis.call(RANGE, KEYS[1], first, first + ARGV[3] - 1, 'WITHSCORES'))
