-- Lets a group begin somewhere: a new one, or one that is there too.
-- KEYS[1]   the topic
-- KEYS[2]   how far the group is
-- KEYS[3]   the topic's running number
-- ARGV[1]   the group
-- ARGV[2]   the place behind which it begins; $ for the end
-- ARGV[3]   1 to move a group that is there too, 0 to leave it
-- ARGV[4]   how long what is written lives, in milliseconds; 0 for ever
-- Reply: 1 if the group begins there, 0 if it was left as it is.
-- Use: place, live
if ARGV[3] == '0' and redis.call('HEXISTS', KEYS[2], 'floor') == 1 then
  return 0 -- one that was removed is made again by the first call that takes, where it was
end
local fresh = redis.call('EXISTS', KEYS[1]) == 0
local made = redis.pcall('XGROUP', 'CREATE', KEYS[1], ARGV[1], ARGV[2], 'MKSTREAM')
if made.err then
  if string.sub(made.err, 1, 9) ~= 'BUSYGROUP' then
    return made
  elseif ARGV[3] == '0' then
    return 0
  end
  redis.call('XGROUP', 'SETID', KEYS[1], ARGV[1], ARGV[2])
end
if fresh then
  live(ARGV[4], KEYS[1])
end
local at = ARGV[2]
local number
if at == '$' then
  at = last_place(KEYS[1])
  number = redis.call('GET', KEYS[3]) or '0'
else
  local _, given = place(at)
  number = given > 0 and given < 2 ^ 53 and string.format('%.0f', given)
end
redis.call('HSET', KEYS[2], 'last', at, 'floor', at)
if number then
  redis.call('HSET', KEYS[2], 'number', number)
else
  redis.call('HDEL', KEYS[2], 'number')
end
live_on(ARGV[4], KEYS[2])
return 1
