-- Puts scores on the boards of some windows, each by a rule; all of them on all boards, or none on any.
-- KEYS[1..] each window's board, and what is kept beside it, as submit.lua lists it; then the marks of the windows that end
-- ARGV[1]   how many windows there are
-- ARGV[2]   how many of them end
-- ARGV[3]   rule: set, best, worst or sum
-- ARGV[4]   the least that a sum may be
-- ARGV[5]   the most that a sum may be
-- ARGV[6..] each window's begin and end, in Unix milliseconds, and its life as submit.lua takes it; then each member and its score
-- Reply: the present in Unix milliseconds; 0 if all is on all boards, -1 if a sum is out of range, -2 if a window is not open, or is or was
--        finalised; then for each window how many are on its board; and for each member its old score and rank, nil if it was not there, and its
--        new score and rank.
-- Use: number, order, field, ties, submission, clock, life, beside, beside_each
local windows, boards_end = tonumber(ARGV[1]), #KEYS - ARGV[2]
local now = clock()
for i = 6, 4 * windows + 5, 4 do
  if now < tonumber(ARGV[i]) or now >= tonumber(ARGV[i + 1]) then
    return {now, -2}
  end
end
-- A clock that was set back would open again what was finalised.
if boards_end < #KEYS and redis.call('EXISTS', unpack(KEYS, boards_end + 1)) > 0 then
  return {now, -2}
end
local submitted, each, boards = {unpack(ARGV, 4 * windows + 6)}, boards_end / windows, {}
for first = 1, boards_end, each do
  boards[#boards + 1] = {unpack(KEYS, first, first + each - 1)}
end
local lacked = each_lacking(boards)
if lacked then
  return lacked
end
local changes = {}
for i, keys in ipairs(boards) do
  changes[i] = decided(keys, ARGV[3], tonumber(ARGV[4]), tonumber(ARGV[5]), submitted)
  if not changes[i] then
    return {now, -1}
  end
end
local told = {now, 0}
for i, keys in ipairs(boards) do
  local row = written(keys, changes[i])
  told[i + 2] = {redis.call('ZCARD', keys[1]), unpack(row)} -- before its life, since a period may end this very moment
  live(keys, ARGV[4 * i + 4], ARGV[4 * i + 5])
end
return told
