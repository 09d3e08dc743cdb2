-- How a family of refresh tokens ends before its time.

-- Marks a family as revoked. Tells how many it was: 0 if there is none, or it was marked before.
local function revoke(family, now)
  if redis.call('HEXISTS', family, 'current') == 0 or redis.call('HSETNX', family, 'revoked_at', text(now)) == 0 then
    return 0
  end
  redis.call('HDEL', family, 'salt')
  return 1
end
