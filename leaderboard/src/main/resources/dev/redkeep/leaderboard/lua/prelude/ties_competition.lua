-- 1, 2, 2, 4: equal scores share a rank, and as many ranks behind it are left out.

-- The rank of an entry, and how many are better.
local function rank_of(keys, field, score)
  local before = better(keys[1], score)
  return before + 1, before
end

-- The rank that a score would have.
local function rank_with(keys, score)
  return better(keys[1], score) + 1
end

-- One of the entries of the rank before, and its score; nothing for the best.
local function ahead(keys, field, score)
  return next_better(keys[1], score)
end

-- One of the entries of the rank behind, and its score; nothing for the last.
local function behind(keys, field, score)
  return next_worse(keys[1], score)
end

-- How many are before the first of some ranks, and how many up to the last. Who begins those of a score has his place for a rank.
local function span(keys, first, last)
  local total = redis.call('ZCARD', keys[1])
  if first > total then
    return total, total
  end
  last = math.min(last, total)
  local best = redis.call(RANGE, keys[1], first - 1, first - 1, 'WITHSCORES')[2]
  local worst = redis.call(RANGE, keys[1], last - 1, last - 1, 'WITHSCORES')[2]
  local before = better(keys[1], best)
  return before == first - 1 and before or as_good(keys[1], best), as_good(keys[1], worst)
end

-- Notes that one member has another score; false for none.
local function counted(keys, old, new)
end
