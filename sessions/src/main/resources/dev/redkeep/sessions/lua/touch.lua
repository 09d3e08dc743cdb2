-- Reads a session, and puts its end off if its last use was not noted just now. It is entered into the index again, in
-- case the index was lost. Only if it still lives: a session that was revoked stays so. What a rotation left under an old
-- token is only read.
-- KEYS[1]  session
-- KEYS[2]  the user's index; the session again if the user is to be known by it
-- ARGV[1]  what every session key of the user begins with
-- ARGV[2]  user; empty to know it by the session
-- ARGV[3]  longest life of the session, in milliseconds; 0 for none
-- ARGV[4]  its life from the last use, in milliseconds
-- ARGV[5]  least life of the index, in milliseconds
-- ARGV[6]  how long after a noted use the next ones are not, in milliseconds
-- ARGV[7]  how long it may keep its token, in milliseconds; 0 for ever
-- Reply: outcome: 0 there is none, 1 it is unreadable, 2 its longest life was over and it was ended, 3 found; then the
--        time of the use in Unix seconds if it was noted, else 0; 1 if it has had its token for too long, else 0; its
--        record; and, but for what a rotation left, the present in Unix milliseconds.
-- Use: recent
local answer = recent(KEYS[1], ARGV[2], ARGV[3], ARGV[6], ARGV[7])
if answer then
  return answer
end

-- Use: time, record, index, ending
local held, record = read(KEYS[1], ARGV[2])
if held == nil then
  return {0}
elseif not held then
  return {1}
elseif held.rotated then
  return {3, 0, 0, record}
end
local prefix, now, renewal = ARGV[1], clock(), tonumber(ARGV[7])
local user, index = home(held, ARGV[2], KEYS[2])
local left = longest(held, tonumber(ARGV[3]), now)
if left <= 0 then
  finish(index, prefix, user, name(KEYS[1], prefix))
  return {2, 0, 0, record}
end
local idle, throttle, noted = tonumber(ARGV[4]), tonumber(ARGV[6]), 0
local ago = held.last_activity and now - held.last_activity * 1000
if ago and ago >= throttle and ago < throttle + 1000 then
  -- The record tells the second; what is left of the session's life tells more, unless its longest life cuts that.
  ago = idle - redis.call('PTTL', KEYS[1])
end
if not ago or ago < 0 or ago >= throttle then
  local life = math.min(left, idle)
  noted = seconds(now)
  enter(index, name(KEYS[1], prefix), now + life, tonumber(ARGV[5]))
  put(KEYS[1], {'last_activity', noted}, 1)
  expire(KEYS[1], now + life)
end
local due = renewal > 0 and now - (held.rotated_at or held.created_at) * 1000 >= renewal
return {3, noted, due and 1 or 0, record, math.floor(now)}
