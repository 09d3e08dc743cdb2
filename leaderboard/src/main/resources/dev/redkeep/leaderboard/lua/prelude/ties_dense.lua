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

-- One of the entries of the rank behind, and its score; nothing for the last.
local function behind(keys, field, score)
  return next_worse(keys[1], score)
end

-- How many are before the first of some ranks, and how many up to the last: a rank is the place of its score.
local function span(keys, first, last)
  local scores = redis.call('ZCARD', keys[3])
  if first > scores then
    return 0, 0
  end
  last = math.min(last, scores)
  local best = redis.call(RANGE, keys[3], first - 1, first - 1)[1]
  local worst = redis.call(RANGE, keys[3], last - 1, last - 1)[1]
  return better(keys[1], best), as_good(keys[1], worst)
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
