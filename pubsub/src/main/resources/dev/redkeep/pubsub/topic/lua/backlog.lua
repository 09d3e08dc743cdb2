-- Tells how much a group has before it.
-- KEYS[1]   the topic
-- KEYS[2]   what waits for its next try
-- KEYS[3]   how far the group is
-- KEYS[4]   the topic's running number
-- ARGV[1]   the group
-- Reply: how many messages it has not been given, -1 if that is not known; how many are at work or were left behind; how many wait for
--        their next try. Nil if there is no such group.
-- Twice: harmless: it only reads.
local pending = redis.pcall('XPENDING', KEYS[1], ARGV[1])
if pending.err then
  if string.find(pending.err, 'NOGROUP', 1, true) then
    return false
  end
  return pending
end
local number, top = tonumber(redis.call('HGET', KEYS[3], 'number') or ''), tonumber(redis.call('GET', KEYS[4]) or '0')
return {number and top and math.max(0, top - number) or -1, pending[1], redis.call('ZCARD', KEYS[2])}
