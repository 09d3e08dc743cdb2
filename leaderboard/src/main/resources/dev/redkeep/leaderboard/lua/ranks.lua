-- Tells where members are.
-- KEYS[1..] the board, and what is kept beside it, as submit.lua lists it
-- ARGV[1..] the members
-- Reply: how many are on the board; then for each member nil, or its score, its rank and how many are before it.
-- Twice: harmless: it only reads.
-- Use: number, order, field, ties, position, beside
local lacked = lacking(KEYS)
if lacked then
  return lacked
end
local told = {redis.call('ZCARD', KEYS[1])}
for i, member in ipairs(ARGV) do
  told[i + 1] = position(KEYS, member)
end
return told
