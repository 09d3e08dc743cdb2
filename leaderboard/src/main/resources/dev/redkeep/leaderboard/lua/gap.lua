-- Tells how far a member is from the next better rank, and from the next worse.
-- KEYS[1..] the board, and what is kept beside it, as submit.lua lists it
-- ARGV[1]   the member
-- Reply: nil if it is not on the board; else its score, its rank, and who is ahead and who is behind: each nil if nobody is, or the
--        entry, its score and rank.
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
local function neighbour(entry)
  if not entry[1] then
    return false
  end
  local score = text(tonumber(entry[2]))
  return {entry[1], score, (rank_of(KEYS, entry[1], score))}
end
local score = text(tonumber(held))
local rank = rank_of(KEYS, field, score)
return {score, rank, neighbour(ahead(KEYS, field, score)), neighbour(behind(KEYS, field, score))}
