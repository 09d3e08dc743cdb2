-- Creates a session unless its key is taken, and enters it into the user's index, which is pruned. Where there is a
-- maximum, others end for it or it is refused.
-- KEYS[1]    session
-- KEYS[2]    the user's index
-- ARGV[1]    what every session key of the user begins with
-- ARGV[2]    user
-- ARGV[3]    longest life of the session, in milliseconds; 0 for none
-- ARGV[4]    its life from the last use, in milliseconds
-- ARGV[5]    least life of the index, in milliseconds
-- ARGV[6]    the most sessions of a user; 0 for any number
-- ARGV[7]    1 if the oldest end at one more, 0 if it is refused
-- ARGV[8]    how long ago the session was created, in milliseconds: 0 unless another store gives it away
-- ARGV[9..]  what the session holds, each as its name and its value
-- Reply: outcome: 1 created, 0 the key is taken, -1 refused; how many were pruned from the index; the time of creation
--        and the present, in Unix seconds; what the index called those that ended, the oldest first. If not created,
--        nothing else changed.
-- Use: time, record, index, ending
local prefix, user, absolute, idle = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
local maximum = tonumber(ARGV[6])
if redis.call('EXISTS', KEYS[1]) == 1 then
  return {0, 0}
end
local now = clock()
local pruned = prune(KEYS[2], prefix, now)
local excess = 0
if maximum > 0 and size(KEYS[2]) >= maximum then
  pruned = pruned + sweep(KEYS[2], prefix)
  excess = size(KEYS[2]) - maximum + 1
  if excess > 0 and ARGV[7] == '0' then
    return {-1, pruned}
  end
end
local age = tonumber(ARGV[8])
local created = seconds(now - age)
local life = absolute == 0 and idle or math.min(idle, absolute - age)
local least = tonumber(ARGV[5])
ARGV[5], ARGV[6], ARGV[7], ARGV[8] = 'created_at', created, 'last_activity', seconds(now)
title(ARGV, name(KEYS[1], prefix))
put(KEYS[1], ARGV, 5)
expire(KEYS[1], life)
local evicted = excess > 0 and oldest(KEYS[2], prefix, user, excess) or {}
for _, member in ipairs(evicted) do
  finish(KEYS[2], prefix, user, member)
end
enter(KEYS[2], name(KEYS[1], prefix), now + life, least)
return {1, pruned, created, seconds(now), evicted}
