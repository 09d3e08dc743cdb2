-- Ends all of a user's sessions, or all but one.
-- KEYS[1]  the user's index; the session to keep if the user is to be known by it
-- ARGV[1]  what every session key of the user begins with
-- ARGV[2]  user; empty to know it by the session to keep, without which nothing ends
-- ARGV[3]  what the index calls the one to keep, or called it before a rotation; empty for none
-- Reply: how many sessions ended; whose, or empty if that is unknown.
-- Use: record, index, ending
local prefix, keep = ARGV[1], ARGV[3]
local user, index = home(ARGV[2] == '' and read(prefix .. keep, ''), ARGV[2], KEYS[1])
if not index then
  return {0, ''}
end
local ended = 0
for _, member in ipairs(members(index)) do
  local held = keep ~= '' and read(prefix .. member, user)
  if keep == '' or (member ~= keep and not (held and held.previous == keep)) then
    ended = ended + finish(index, prefix, user, member)
  end
end
return {ended, user}
