-- Ends all of a user's sessions, or all but one.
-- KEYS[1]  the user's index
-- ARGV[1]  what every session key of the user begins with
-- ARGV[2]  user
-- ARGV[3]  what the index calls the one to keep, or called it before a rotation; empty for none
-- Reply: how many sessions ended.
-- Use: record, index, ending
local prefix, user, keep = ARGV[1], ARGV[2], ARGV[3]
local ended = 0
for _, member in ipairs(members(KEYS[1])) do
  local held = keep ~= '' and read(prefix .. member, user)
  if keep == '' or (member ~= keep and not (held and held.previous == keep)) then
    ended = ended + finish(KEYS[1], prefix, user, member)
  end
end
return ended
