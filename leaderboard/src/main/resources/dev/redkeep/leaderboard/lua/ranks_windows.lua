-- Tells where a member is on the boards of some windows.
-- KEYS[1..] each window's board, and what is kept beside it, as submit.lua lists it
-- ARGV[1]   how many windows there are
-- ARGV[2]   0
-- ARGV[3..] each window's begin and end, in Unix milliseconds; then the member
-- Reply: the present in Unix milliseconds; 0, or -2 if a window is not open; then for each window how many are on its board, and nil or
--        the member's score, its rank and how many are before it.
-- Twice: harmless: it only reads.
-- Use: number, order, field, ties, position, clock, windows, beside, beside_each
local now, boards, members = opened(KEYS, ARGV[1], ARGV[2], {unpack(ARGV, 3)})
if not boards then
  return {now, -2}
end
local lacked = each_lacking(boards)
if lacked then
  return lacked
end
local told = {now, 0}
for i, keys in ipairs(boards) do
  told[i + 2] = {redis.call('ZCARD', keys[1]), position(keys, members[1])}
end
return told
