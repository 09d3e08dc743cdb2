-- Finds a session; if there is none, makes one of what an older service left for it. JSON is kept as what the log-in told;
-- anything else is not. The old keys go, also where there is a session: they have no end, and would bring it back after its
-- own.
-- KEYS[1]    session
-- KEYS[2]    the user's index
-- KEYS[3]    old session (string), a hyphen in the name escaped
-- KEYS[4]    the same, the name as it is
-- ARGV[1]    what every session key of the user begins with
-- ARGV[2]    user
-- ARGV[3]    longest life of a session, in milliseconds; 0 for none
-- ARGV[4]    its life from the last use, in milliseconds
-- ARGV[5]    least life of the index, in milliseconds
-- ARGV[6..]  what the session will hold, each as its name and its value
-- Reply: outcome: 0 there is none, 1 it is unreadable, 3 found or made; the present in Unix seconds if it was made, else
--        0; 0; its record.
-- Use: time, record, index, ending
local prefix, user, absolute = ARGV[1], ARGV[2], tonumber(ARGV[3])
local now = clock()
local old, left = nil, {}
for _, key in ipairs({KEYS[3], KEYS[4]}) do
  local value = redis.pcall('GET', key)
  if type(value) == 'string' then
    old = old or value
    left[#left + 1] = key
  end
end
local held, record = read(KEYS[1], user)
if held then
  if old then
    redis.call('UNLINK', unpack(left))
  end
  return longest(held, absolute, now) > 0 and {3, 0, 0, record} or {0}
elseif held == false then
  return {1}
end
if not old then
  return {0}
end
local life = absolute == 0 and tonumber(ARGV[4]) or math.min(ARGV[4], absolute)
enter(KEYS[2], name(KEYS[1], prefix), now + life, tonumber(ARGV[5]))
put(KEYS[1], {'created_at', seconds(now), 'last_activity', seconds(now)}, 1)
if #old <= 65536 and string.find(old, '^%s*[{[]') and pcall(cjson.decode, old) then
  put(KEYS[1], {'auth_data', old}, 1)
end
title(ARGV, name(KEYS[1], prefix))
put(KEYS[1], ARGV, 6)
expire(KEYS[1], now + life)
redis.call('UNLINK', unpack(left))
held, record = read(KEYS[1], user)
return {3, seconds(now), 0, record}
