-- Takes members off a board, with all that was known of them.
-- KEYS[1..] the board, and what is kept beside it, as submit.lua lists it
-- ARGV[1..] the members
-- Reply: how many were there.
-- Use: number, order, field, ties, removal, beside
local lacked = lacking(KEYS)
if lacked then
  return lacked
end
local count = 0
for _, member in ipairs(ARGV) do
  local field = field_of(KEYS, member)
  local held = field and redis.call('ZSCORE', KEYS[1], field)
  if held then
    removed(KEYS, member, field, text(tonumber(held)))
    count = count + 1
  end
end
cleared(KEYS)
return count
