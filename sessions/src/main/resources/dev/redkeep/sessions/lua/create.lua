-- Creates a session unless its key is taken, and enters it into the user's index, which is pruned. Where there is a
-- maximum, others end for it or it is refused.
-- KEYS[1]    session
-- KEYS[2]    the user's index
-- ARGV[1]    what every session key of the user begins with
-- ARGV[2]    user
-- ARGV[3]    its life if it is not used, in milliseconds
-- ARGV[4]    least life of the index, in milliseconds
-- ARGV[5]    the most sessions of a user; 0 for any number
-- ARGV[6]    1 if the oldest end at one more, 0 if it is refused
-- ARGV[7]    how long ago the session was created, in milliseconds: 0 unless another store gives it away
-- ARGV[8..]  what the session holds, each as its name and its value
-- Reply: outcome: 1 created, 0 the key is taken, -1 refused; how many were pruned from the index; the time of creation
--        and the present, in Unix seconds; what the index called those that ended, the oldest first, if any did. If not
--        created, nothing else changed.
-- Use: time, record, index, ending
local session, index, prefix, life, least, age = KEYS[1], KEYS[2], ARGV[1], ARGV[3], ARGV[4], ARGV[7]
if redis.call('EXISTS', session) == 1 then
  return {0, 0}
end
local now, present = clock()
local pruned, excess = prune(index, prefix, now), 0
if ARGV[5] ~= '0' and size(index) >= tonumber(ARGV[5]) then
  pruned = pruned + sweep(index, prefix)
  excess = size(index) - ARGV[5] + 1
  if excess > 0 and ARGV[6] == '0' then
    return {-1, pruned}
  end
end
local evicted = excess > 0 and oldest(index, prefix, ARGV[2], excess) or nil

local created = age == '0' and present or seconds(now - age)
ARGV[4], ARGV[5], ARGV[6], ARGV[7] = 'created_at', created, 'last_activity', present
title(ARGV, name(session, prefix))
put(session, ARGV, 4)
redis.call('PEXPIRE', session, life)
if evicted then
  for _, member in ipairs(evicted) do
    finish(index, prefix, ARGV[2], member)
  end
end
enter(index, name(session, prefix), now + life, tonumber(least))
return {1, pruned, created, present, evicted}
