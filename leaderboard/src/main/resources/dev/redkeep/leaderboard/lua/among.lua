-- Tells where members are, for a list of their own.
-- KEYS[1..] the board, and what is kept beside it, as submit.lua lists it
-- ARGV[1..] the members
-- Reply: how many are on the board; then for each member nil, or its score, its rank, how many are before it, and how many come
--        before it in the order of the board, those of the same score included.
-- Twice: harmless: it only reads.
-- Use: number, order, field, ties, beside
local lacked = lacking(KEYS)
if lacked then
  return lacked
end
local told = {redis.call('ZCARD', KEYS[1])}
for i, member in ipairs(ARGV) do
  local field = field_of(KEYS, member)
  local place = field and redis.call(RANK, KEYS[1], field)
  if place then
    local score = text(tonumber(redis.call('ZSCORE', KEYS[1], field)))
    local rank, before = rank_of(KEYS, field, score)
    told[i + 1] = {score, rank, before, place}
  else
    told[i + 1] = false
  end
end
return told
