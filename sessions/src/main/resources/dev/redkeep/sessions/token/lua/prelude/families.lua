-- A user's index of families of refresh tokens: a sorted set of their ids, scored by the end of their last token.

-- Removes what has ended.
local function prune(index, now)
  redis.call('ZREMRANGEBYSCORE', index, '-inf', text(now))
end

-- Enters a family, or puts its end off. The index lives as long as the family that ends last.
local function enter(index, id, ends)
  redis.call('ZADD', index, text(ends), id)
  redis.call('PEXPIREAT', index, text(redis.call('ZREVRANGE', index, 0, 0, 'WITHSCORES')[2]))
end
