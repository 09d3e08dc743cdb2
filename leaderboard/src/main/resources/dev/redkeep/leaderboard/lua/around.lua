-- Tells who is around a member.
-- KEYS[1..] the board, and what is kept beside it, as submit.lua lists it
-- ARGV[1]   the member
-- ARGV[2]   how many before it and how many behind it
-- Reply: how many are on the board; then, if the member is, how many are before the first that is told, its rank, and the
--        entries, each with its score.
-- Twice: harmless: it only reads.
-- Use: number, order, field, ties, page, beside
local lacked = lacking(KEYS)
if lacked then
  return lacked
end
local field = field_of(KEYS, ARGV[1])
local place = field and redis.call(RANK, KEYS[1], field)
if not place then
  return {redis.call('ZCARD', KEYS[1])}
end
local first = math.max(0, place - ARGV[2])
return page(KEYS, first, redis.call(RANGE, KEYS[1], first, place + ARGV[2], 'WITHSCORES'))
