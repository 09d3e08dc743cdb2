-- Takes the worst off a board, with all that was known of them.
-- KEYS[1..] the board, and what is kept beside it, as submit.lua lists it
-- ARGV[1]   how many stay
-- ARGV[2]   how many may go at once
-- Reply: how many went; how many are left to go.
-- Use: number, order, field, ties, removal, beside
local lacked = lacking(KEYS)
if lacked then
  return lacked
end
local keep, total = tonumber(ARGV[1]), redis.call('ZCARD', KEYS[1])
if keep >= total then
  return {0, 0}
end
local worst = redis.call(RANGE, KEYS[1], math.max(keep, total - ARGV[2]), -1, 'WITHSCORES')
for i = 1, #worst, 2 do
  removed(KEYS, member_of(worst[i]), worst[i], text(tonumber(worst[i + 1])))
end
cleared(KEYS)
return {#worst / 2, total - #worst / 2 - keep}
