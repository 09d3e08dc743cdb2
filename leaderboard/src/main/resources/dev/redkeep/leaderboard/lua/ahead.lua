-- Tells how far a member is from the next rank.
-- KEYS[1..] the board, and what is kept beside it, as submit.lua lists it
-- ARGV[1]   the member
-- Reply: nil if it is not on the board; else its score and rank; then, unless it is the best, the entry ahead, its score and
--        rank.
-- Twice: harmless: it only reads.
-- Use: number, order, field, ties, beside
local lacked = lacking(KEYS)
if lacked then
  return lacked
end
local field = field_of(KEYS, ARGV[1])
local held = field and redis.call('ZSCORE', KEYS[1], field)
if not held then
  return false
end
local score = text(tonumber(held))
local told = {score, (rank_of(KEYS, field, score))}
local entry = ahead(KEYS, field, score)
if entry[1] then
  local better_score = text(tonumber(entry[2]))
  told[3], told[4], told[5] = entry[1], better_score, (rank_of(KEYS, entry[1], better_score))
end
return told
