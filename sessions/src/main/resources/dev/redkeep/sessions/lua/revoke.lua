-- Ends a session, and what a rotation left under its old token. Found by that old token, it ends just so.
-- KEYS[1]  session
-- KEYS[2]  the user's index; the session again if the user is to be known by it
-- ARGV[1]  what every session key of the user begins with
-- ARGV[2]  user; empty to know it by the session
-- Reply: how many sessions ended, 0 or 1; whose, or empty if that is unknown.
-- Use: record, index, ending
local prefix = ARGV[1]
local member = name(KEYS[1], prefix)
local held = read(KEYS[1], ARGV[2])
local user, index = home(held, ARGV[2], KEYS[2])
if not index then
  return {redis.call('UNLINK', KEYS[1]), ''}
end
local ended = finish(index, prefix, user, member)
if held and held.rotated then
  for _, other in ipairs(members(index)) do
    local successor = read(prefix .. other, user)
    if successor and successor.previous == member then
      finish(index, prefix, user, other)
    end
  end
end
return {ended, user}
