-- Ends a family; its mark stays for as long as the family would have been remembered.
-- KEYS[1]  family (hash)
-- KEYS[2]  the user's index (sorted set of family ids)
-- ARGV[1]  the time in Unix milliseconds, from tests; empty for the server's
-- ARGV[2]  family id
-- ARGV[3]  digest of a token that the family must know, or empty
-- Reply: how many families ended, 0 or 1.
-- Use: millis, ending
local now = clock(ARGV[1])
local current, previous, used, expires, revoked =
  unpack(redis.call('HMGET', KEYS[1], 'current', 'previous', 'used', 'expires_at', 'revoked_at'))
if not current or revoked or now >= tonumber(expires) then
  return 0
end
local known = ARGV[3] == current or ARGV[3] == previous or string.find(used or '', ARGV[3], 1, true)
if ARGV[3] ~= '' and not known then
  return 0
end
revoke(KEYS[1], now)
redis.call('ZREM', KEYS[2], ARGV[2])
return 1
