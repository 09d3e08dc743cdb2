-- Ends a session, and what a rotation left under its old token. Found by that old token, it ends just so.
-- KEYS[1]  session
-- KEYS[2]  the user's index
-- ARGV[1]  what every session key of the user begins with
-- ARGV[2]  user
-- Reply: how many sessions ended, 0 or 1.
-- Use: record, index, ending
local prefix, user = ARGV[1], ARGV[2]
local member = name(KEYS[1], prefix)
local held = read(KEYS[1], user)
local ended = finish(KEYS[2], prefix, user, member)
if held and held.rotated then
  for _, other in ipairs(members(KEYS[2])) do
    local successor = read(prefix .. other, user)
    if successor and successor.previous == member then
      finish(KEYS[2], prefix, user, other)
    end
  end
end
return ended
