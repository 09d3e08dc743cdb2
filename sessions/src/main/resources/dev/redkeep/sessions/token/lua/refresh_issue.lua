-- Begins a family with its first token. The index is written before the family, so that a damaged index fails the log-in
-- with nothing half done.
-- KEYS[1]  family (hash)
-- KEYS[2]  the user's index (sorted set of family ids by the end of their last token, in Unix milliseconds)
-- ARGV[1]  the time in Unix milliseconds, from tests; empty for the server's
-- ARGV[2]  time to live of a token that is not used, in milliseconds; at most that of the family
-- ARGV[3]  how long the family is remembered after its last token, in milliseconds
-- ARGV[4]  family id
-- ARGV[5]  the token's digest
-- ARGV[6]  details, or empty for none
-- Reply: when the token ends, in Unix milliseconds.
local now = tonumber(ARGV[1])
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000 + math.floor(time[2] / 1000)
end
local function text(millis)
  return string.format('%.0f', millis)
end

local ends = now + ARGV[2]
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', text(now))
redis.call('ZADD', KEYS[2], text(ends), ARGV[4])
redis.call('PEXPIREAT', KEYS[2], text(redis.call('ZREVRANGE', KEYS[2], 0, 0, 'WITHSCORES')[2]))

redis.call('HSET', KEYS[1], 'current', ARGV[5],
  'created_at', text(now), 'rotated_at', text(now), 'expires_at', text(ends))
if ARGV[6] ~= '' then
  redis.call('HSET', KEYS[1], 'details', ARGV[6])
end
redis.call('PEXPIREAT', KEYS[1], text(ends + ARGV[3]))
return ends
