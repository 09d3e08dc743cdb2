-- Lets one caller in the fleet load a value, unless it was stored since the caller looked. A lease without an end, or that lasts longer
-- than one can, is nobody's: another program left it, and nothing would be stored as long as it is there.
-- KEYS[1]   value
-- KEYS[2]   lease
-- KEYS[3..] note, where the caller looked at one
-- ARGV[1]   the caller's token
-- ARGV[2]   how long it may hold the lease, in milliseconds
-- ARGV[3]   the length of the value that the caller saw, in bytes; -1 if it saw none
-- ARGV[4]   how that value began
-- ARGV[5..] length and beginning of the note that the caller saw, likewise
-- Reply: 1 if the caller holds the lease now, 0 if another does, 2 if there is something else than the caller saw; milliseconds until
--        the lease ends; the server's clock in Unix milliseconds; 1 if what is under the value's key is no string, else 0.
-- Use: time, changed
local LONGEST = 660000
if changed(KEYS[1], ARGV[3], ARGV[4]) or (KEYS[3] and changed(KEYS[3], ARGV[5], ARGV[6])) then
  return {2, 0, clock(), 0}
end
local kind = redis.call('TYPE', KEYS[1]).ok
local odd = kind ~= 'string' and kind ~= 'none' and 1 or 0
local left = redis.call('PTTL', KEYS[2])
if left >= 0 and left <= LONGEST then
  return {0, left, clock(), odd}
end
redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2])
return {1, tonumber(ARGV[2]), clock(), odd}
