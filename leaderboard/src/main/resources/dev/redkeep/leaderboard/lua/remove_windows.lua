-- Takes members off the boards of some windows, with all that was known of them.
-- KEYS[1..] each window's board, and what is kept beside it, as submit.lua lists it; then the marks of the windows that end
-- ARGV[1]   how many windows there are
-- ARGV[2]   how many of them end
-- ARGV[3..] each window's begin and end, in Unix milliseconds; then the members
-- Reply: the present in Unix milliseconds; 0, or -2 if a window is not open, or is or was finalised; then for each window how many were
--        there.
-- Use: number, order, field, ties, removal, taking, clock, windows, beside, beside_each
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
  told[i + 2] = taken(keys, members)
end
return told
