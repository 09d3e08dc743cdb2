-- Begins a family with its first token. Where the user has the most families already, those end whose tokens end first.
-- The index is read and written before the family, so that a damaged index fails the log-in with nothing half done.
-- KEYS[1]  family (hash)
-- KEYS[2]  the user's index (sorted set of family ids by the end of their last token, in Unix milliseconds)
-- ARGV[1]  the time in Unix milliseconds, from tests; empty for the server's
-- ARGV[2]  time to live of a token that is not used, in milliseconds; at most that of the family
-- ARGV[3]  how long the family is remembered after its last token, in milliseconds
-- ARGV[4]  the most families of a user, from 1
-- ARGV[5]  what every family key of the user begins with
-- ARGV[6]  family id
-- ARGV[7]  the token's digest
-- ARGV[8]  details, or empty for none
-- Reply: when the token ends, in Unix milliseconds.
-- Use: millis, families, ending
local now = clock(ARGV[1])
local ends = now + ARGV[2]
prune(KEYS[2], now)
local excess = redis.call('ZCARD', KEYS[2]) + 1 - ARGV[4]
if excess > 0 then
  -- Before the new one is entered, which may live shorter than all others.
  for _, id in ipairs(redis.call('ZRANGE', KEYS[2], 0, excess - 1)) do
    revoke(ARGV[5] .. id, now)
  end
  redis.call('ZREMRANGEBYRANK', KEYS[2], 0, excess - 1)
end
enter(KEYS[2], ARGV[6], ends)

redis.call('HSET', KEYS[1], 'current', ARGV[7],
  'created_at', text(now), 'rotated_at', text(now), 'expires_at', text(ends))
if ARGV[8] ~= '' then
  redis.call('HSET', KEYS[1], 'details', ARGV[8])
end
redis.call('PEXPIREAT', KEYS[1], text(ends + ARGV[3]))
return ends
