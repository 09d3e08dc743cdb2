-- Notes details of a member, if it is on the board.
-- KEYS[1..] the board, and what is kept beside it, as submit.lua lists it
-- ARGV[1]   the member
-- ARGV[2]   the details
-- ARGV[3]   how long details are kept, in milliseconds
-- Reply: 1 if they were noted, 0 if the member is not on the board.
-- Use: field, beside
local lacked = lacking(KEYS)
if lacked then
  return lacked
end
local field = field_of(KEYS, ARGV[1])
if not field or not redis.call('ZSCORE', KEYS[1], field) then
  return 0
end
redis.call('HSET', KEYS[6], ARGV[1], ARGV[2])
redis.call('PEXPIRE', KEYS[6], ARGV[3])
return 1
