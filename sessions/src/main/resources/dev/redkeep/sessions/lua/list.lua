-- Lists a user's sessions, and prunes the index of all whose session is gone.
-- KEYS[1]  the user's index
-- ARGV[1]  what every session key of the user begins with
-- ARGV[2]  user
-- ARGV[3]  longest life of a session, in milliseconds; 0 for none
-- Reply: how many were pruned; for each session what the index calls it, and, unless it is unreadable, its record.
-- Twice: harmless: the sessions are the same; what was pruned is not counted again.
-- Use: time, record, index, ending
local prefix, user, absolute = ARGV[1], ARGV[2], tonumber(ARGV[3])
local now, pruned, sessions = clock(), 0, {}
for _, member in ipairs(members(KEYS[1])) do
  local held, record, others = read(prefix .. member, user)
  if held == nil or others or (held and held.rotated) then
    pruned = pruned + leave(KEYS[1], member)
  elseif held and longest(held, absolute, now) <= 0 then
    pruned = pruned + finish(KEYS[1], prefix, user, member)
  else
    sessions[#sessions + 1] = {member, record}
  end
end
return {pruned, sessions}
