-- Moves a session to another token. Its end stays. With a grace, a trace that can only be read is left under the old one;
-- the trace of an earlier rotation ends. The index is met first, since it may be damaged.
-- KEYS[1]  session
-- KEYS[2]  the user's index; the session again if the user is to be known by it
-- KEYS[3]  session under its new token
-- ARGV[1]  what every session key of the user begins with
-- ARGV[2]  user; empty to know it by the session
-- ARGV[3]  longest life of the session, in milliseconds; 0 for none
-- ARGV[4]  its life from the last use, in milliseconds, in case it has no end
-- ARGV[5]  least life of the index, in milliseconds
-- ARGV[6]  how long the trace stays, in milliseconds; 0 for none
-- Reply: outcome: 0 there is none or it is only a trace of one, 1 it is unreadable, 2 the new key is taken, 3 done; then
--        0; 0; its record.
-- Use: time, record, index, ending
local prefix, grace = ARGV[1], tonumber(ARGV[6])
local held, record = read(KEYS[1], ARGV[2])
local now = clock()
if held == nil then
  return {0}
elseif not held then
  return {1}
elseif held.rotated or longest(held, tonumber(ARGV[3]), now) <= 0 then
  return {0}
elseif redis.call('EXISTS', KEYS[3]) == 1 then
  return {2}
end
local user, index = home(held, ARGV[2], KEYS[2])
local life = redis.call('PTTL', KEYS[1])
if life < 0 then
  life = tonumber(ARGV[4])
end
local old = name(KEYS[1], prefix)
local new = grace > 0 and {'rotated_at', seconds(now), 'previous', old} or {'rotated_at', seconds(now)}
title(new, name(KEYS[3], prefix))
leave(index, old)
enter(index, name(KEYS[3], prefix), now + life, tonumber(ARGV[5]))
finish_previous(prefix, user, held)
if grace > 0 then
  redis.call('COPY', KEYS[1], KEYS[3])
  put(KEYS[3], new, 1)
  put(KEYS[1], {'rotated', '1'}, 1)
  expire(KEYS[1], now + math.min(grace, life))
else
  redis.call('RENAME', KEYS[1], KEYS[3])
  put(KEYS[3], new, 1)
  drop(KEYS[3], {'previous'})
end
held, record = read(KEYS[3], user)
return {3, 0, 0, record}
