-- A user's index as a sorted set, scored by the end of each session in Unix milliseconds, to the microsecond so that no
-- two are alike. It lives as long as the session that ends last.

local function enter(index, member, ends, life)
  redis.call('ZADD', index, string.format('%.3f', ends), member)
  local last = redis.call('ZREVRANGE', index, 0, 0, 'WITHSCORES')[2]
  redis.call('PEXPIREAT', index, string.format('%.0f', math.ceil(last)))
end

local function leave(index, member)
  return redis.call('ZREM', index, member)
end

local function members(index)
  return redis.call('ZRANGE', index, 0, -1)
end

local function size(index)
  return redis.call('ZCARD', index)
end

-- Removes what has ended. Tells how many.
local function prune(index, prefix, now)
  return redis.call('ZREMRANGEBYSCORE', index, '-inf', string.format('%.3f', now))
end

-- The sessions that end first, in that order.
local function oldest(index, prefix, user, count)
  return redis.call('ZRANGE', index, 0, count - 1)
end
