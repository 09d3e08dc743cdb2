-- Uses a verification token or a short code up. An attempt at a code is counted before anything is compared, whether or not
-- there is one, so that what is unknown and what is wrong look alike. Codes are compared as digests under a secret, of
-- which a caller cannot choose a byte: how long that takes tells nothing.
-- KEYS[1]  token (hash), from this library or another service
-- KEYS[2]  the token's trace (string)
-- KEYS[3]  the type's code (hash)
-- ARGV[1]  how much longer than a token its trace is kept, in milliseconds
-- ARGV[2]  attempts that a code allows; 0 for a token, which is too long to be guessed
-- ARGV[3]  how long attempts count that no code of this library is behind, in milliseconds
-- ARGV[4]  digest of the code; empty if this caller has no secret
-- ARGV[5]  user, as the token's key names them
-- ARGV[6]  type, as the token's key names it
-- Reply: the outcome: OK, USED, SUPERSEDED, EXPIRED, TOO_MANY_ATTEMPTS, UNKNOWN or UNREADABLE, which a token is too that
--        names another user or type than its key and is used up by this; after OK its data, nil if the field is missing.
local memory = tonumber(ARGV[1])
local limit = tonumber(ARGV[2])
local attempts = 0

local function ended(status, key)
  if status == 'superseded' then
    return {'SUPERSEDED'}
  end
  local expired = status == 'live' and redis.call('PTTL', key) <= memory
  return {expired and 'EXPIRED' or 'USED'}
end

if limit > 0 then
  attempts = redis.call('HINCRBY', KEYS[3], 'attempts', 1)
  if redis.call('PTTL', KEYS[3]) < 0 then
    redis.call('PEXPIRE', KEYS[3], ARGV[3])
  end
  if attempts > limit then
    return {'TOO_MANY_ATTEMPTS'}
  end
  local mac, status, data = unpack(redis.call('HMGET', KEYS[3], 'mac', 'status', 'data'))
  if mac == ARGV[4] then
    if status ~= 'live' or redis.call('PTTL', KEYS[3]) <= memory then
      return ended(status, KEYS[3])
    end
    redis.call('HSET', KEYS[3], 'status', 'used')
    redis.call('HDEL', KEYS[3], 'data')
    return {'OK', data}
  end
end

local kind = redis.call('TYPE', KEYS[1]).ok
if kind == 'hash' then
  local left = math.max(redis.call('PTTL', KEYS[1]), 0)
  local whose, type, data = unpack(redis.call('HMGET', KEYS[1], 'user_id', 'verification_type', 'data'))
  redis.call('SET', KEYS[2], 'used', 'PX', left + memory)
  redis.call('UNLINK', KEYS[1])
  if (whose or ARGV[5]) ~= ARGV[5] or (type or ARGV[6]) ~= ARGV[6] then
    return {'UNREADABLE'}
  elseif limit > 0 then
    redis.call('HDEL', KEYS[3], 'attempts')
  end
  return {'OK', data}
elseif kind ~= 'none' then
  return {'UNREADABLE'}
end

local status = redis.call('GET', KEYS[2])
if status then
  return ended(status, KEYS[2])
elseif attempts > 0 and attempts == limit then
  redis.call('UNLINK', KEYS[3])
  redis.call('HSET', KEYS[3], 'attempts', attempts)
  redis.call('PEXPIRE', KEYS[3], ARGV[3])
  return {'TOO_MANY_ATTEMPTS'}
end
return {'UNKNOWN'}
