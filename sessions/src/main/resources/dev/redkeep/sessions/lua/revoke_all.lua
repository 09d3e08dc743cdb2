-- Ends all of a user's sessions; or all but one, if that one lives: a name that someone made up must end nothing.
-- KEYS[1]  the user's index; the session to keep if the user is to be known by it
-- ARGV[1]  what every session key of the user begins with
-- ARGV[2]  user; empty to know it by the session to keep
-- ARGV[3]  what the index calls the one to keep, or called it before a rotation; empty for none
-- ARGV[4]  longest life of a session, in milliseconds; 0 for none
-- Reply: how many sessions ended; whose, or empty if there is none to keep.
-- Use: time, record, index, ending
local prefix, keep = ARGV[1], ARGV[3]
local kept = keep ~= '' and read(prefix .. keep, ARGV[2])
if keep ~= '' and (not kept or longest(kept, tonumber(ARGV[4]), clock()) <= 0) then
  return {0, ''}
end
local user, index = home(kept, ARGV[2], KEYS[1])
local ended = 0
for _, member in ipairs(members(index)) do
  local held = keep ~= '' and read(prefix .. member, user)
  if keep == '' or (member ~= keep and not (held and held.previous == keep)) then
    ended = ended + finish(index, prefix, user, member)
  end
end
return {ended, user}
