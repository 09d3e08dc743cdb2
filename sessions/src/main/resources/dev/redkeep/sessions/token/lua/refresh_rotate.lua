-- Takes a token and writes its successor, or tells what is wrong with the token. The index is written before the family,
-- so that a damaged index fails the rotation with the token still good.
-- KEYS[1]   family (hash)
-- KEYS[2]   the user's index (sorted set of family ids by the end of their last token, in Unix milliseconds)
-- ARGV[1]   the time in Unix milliseconds, from tests; empty for the server's
-- ARGV[2]   time to live of a token that is not used, in milliseconds
-- ARGV[3]   time to live of the family from its beginning, in milliseconds
-- ARGV[4]   how long the last used token can be presented again, in milliseconds
-- ARGV[5]   how long the family is remembered after its last token, in milliseconds
-- ARGV[6]   how many used tokens are remembered besides the last one
-- ARGV[7]   family id
-- ARGV[8]   digest of the token that is presented
-- ARGV[9]   digest of its successor
-- ARGV[10]  salt that the successor is derived with
-- Reply: the outcome, by its name in RefreshRotation; unless that is UNKNOWN, also: when the family began, when it was
--        last rotated and when it ends, in Unix milliseconds; its details, or nil; the salt that the successor is
--        derived with, or nil if there is no successor.
-- Use: millis, families, ending
local now = clock(ARGV[1])
local family = {}
local stored = redis.call('HGETALL', KEYS[1])
for i = 1, #stored, 2 do
  family[stored[i]] = stored[i + 1]
end
local presented, used = ARGV[8], family.used or ''
if presented ~= family.current and presented ~= family.previous and not string.find(used, presented, 1, true) then
  return {'UNKNOWN'}
end

local outcome, salt = nil, false
local rotated = tonumber(family.rotated_at)
local oldest = family.created_at + ARGV[3]
local ends = math.min(tonumber(family.expires_at), oldest)
if family.revoked_at then
  outcome = 'REVOKED'
elseif now >= ends then
  outcome = 'EXPIRED'
elseif presented == family.current then
  outcome, salt, rotated, ends = 'ROTATED', ARGV[10], now, math.min(now + ARGV[2], oldest)
  prune(KEYS[2], now)
  enter(KEYS[2], ARGV[7], ends)
  if family.previous then
    used = string.sub(family.previous .. ' ' .. used, 1, (#presented + 1) * ARGV[6])
  end
  redis.call('HSET', KEYS[1], 'current', ARGV[9], 'previous', presented, 'used', used, 'salt', salt,
    'rotated_at', text(now), 'expires_at', text(ends))
  redis.call('PEXPIREAT', KEYS[1], text(ends + ARGV[5]))
elseif presented == family.previous and now < rotated + ARGV[4] then
  outcome, salt = 'RETRIED', family.salt
else
  outcome = 'REUSED'
  revoke(KEYS[1], now)
  redis.call('ZREM', KEYS[2], ARGV[7])
end
return {outcome, tonumber(family.created_at), rotated, ends, family.details or false, salt}
