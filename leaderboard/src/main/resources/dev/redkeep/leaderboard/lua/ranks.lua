-- Tells where members are.
-- KEYS[1..] the board, and what is kept beside it, as submit.lua lists it
-- ARGV[1..] the members
-- Reply: how many are on the board; then for each member nil, or its score, its rank and how many are before it.
-- Twice: harmless: it only reads.
-- Use: number, order, field, ties, beside
local lacked = lacking(KEYS)
if lacked then
  return lacked
end
local told = {redis.call('ZCARD', KEYS[1])}
for i, member in ipairs(ARGV) do
  local field = field_of(KEYS, member)
  local held = field and redis.call('ZSCORE', KEYS[1], field)
  if held then
    local score = text(tonumber(held))
    told[i + 1] = {score, rank_of(KEYS, field, score)}
  else
    told[i + 1] = false
  end
end
return told
