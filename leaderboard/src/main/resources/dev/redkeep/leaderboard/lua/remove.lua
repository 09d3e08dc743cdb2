-- Takes members off a board, with all that was known of them.
-- KEYS[1..] the board, and what is kept beside it, as submit.lua lists it
-- ARGV[1..] the members
-- Reply: how many were there.
-- Use: number, order, field, ties, removal, taking, beside
local lacked = lacking(KEYS)
if lacked then
  return lacked
end
return taken(KEYS, ARGV)
