-- 1, 2, 2, 3: equal scores share a rank, and none is left out. A sorted set of the scores that there are, and a hash that counts
-- how many have each, tell a rank without a look at others' entries.

-- The rank of an entry, and how many are better.
local function rank_of(keys, field, score)
  return better(keys[3], score) + 1, better(keys[1], score)
end

-- The rank that a score would have.
local function rank_with(keys, score)
  return better(keys[3], score) + 1
end

-- One of the entries of the rank before, and its score; nothing for the best.
local function ahead(keys, field, score)
  return next_better(keys[1], score)
end

-- Notes that one member has another score; false for none.
local function counted(keys, old, new)
  if new and redis.call('HINCRBY', keys[4], new, 1) == 1 then
    redis.call('ZADD', keys[3], new, new)
  end
  if old and redis.call('HINCRBY', keys[4], old, -1) <= 0 then
    redis.call('HDEL', keys[4], old)
    redis.call('ZREM', keys[3], old)
  end
end
