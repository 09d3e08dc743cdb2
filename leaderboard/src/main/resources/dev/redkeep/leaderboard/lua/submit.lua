-- Puts scores on a board, each by a rule; all of them or none.
-- KEYS[1..] the board; then nothing, or moments by member, its scores, how many have each, when each was reached, details
-- ARGV[1]   rule: set, best, worst, last or sum
-- ARGV[2]   the least that a sum may be
-- ARGV[3]   the most that a sum may be
-- ARGV[4]   life of the board: none, once, each or until
-- ARGV[5]   its life in milliseconds, or its end in Unix milliseconds
-- ARGV[6]   from when on it takes scores, in Unix milliseconds; 0 if there is no such moment
-- ARGV[7..] each member and its score; by the rule last, and when it was reached
-- Reply: how many are on the board, -1 if a score is out of range, -2 if the board takes none yet, -3 if one was reached more than a
--        day ahead; then for each member its old score and rank, nil if it was not there, and its new score and rank. Instead -n,
--        as prelude/beside.lua says, of each script that uses it.
-- Use: number, order, field, ties, submission, clock, life, beside
local lacked = lacking(KEYS)
if lacked then
  return lacked
end
if ARGV[6] ~= '0' and clock() < tonumber(ARGV[6]) then
  return {-2}
end
-- What is ahead of the clock would stay until that is there. A day is for clients whose clocks are wrong.
local latest = ARGV[1] == 'last' and clock() + 86400000
for i = 9, latest and #ARGV or 0, 3 do
  if tonumber(ARGV[i]) > latest then
    return {-3}
  end
end
local changes = decided(KEYS, ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), {unpack(ARGV, 7)})
if not changes then
  return {-1}
end
local told = written(KEYS, changes)
live(KEYS, ARGV[4], ARGV[5])
return {redis.call('ZCARD', KEYS[1]), unpack(told)}
