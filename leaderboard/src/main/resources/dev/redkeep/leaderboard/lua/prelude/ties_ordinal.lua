-- 1, 2, 3, 4: no two have the same rank.

-- The rank of an entry, and how many are before it.
local function rank_of(keys, field, score)
  local before = redis.call(RANK, keys[1], field)
  return before + 1, before
end

-- The rank that a score would have: behind all that have it.
local function rank_with(keys, score)
  return as_good(keys[1], score) + 1
end

-- The entry of the rank before, and its score; nothing for the best.
local function ahead(keys, field, score)
  local before = redis.call(RANK, keys[1], field)
  return before > 0 and redis.call(RANGE, keys[1], before - 1, before - 1, 'WITHSCORES') or {}
end

-- The entry of the rank behind, and its score; nothing for the last.
local function behind(keys, field, score)
  local place = redis.call(RANK, keys[1], field) + 1
  return redis.call(RANGE, keys[1], place, place, 'WITHSCORES')
end

-- How many are before the first of some ranks, and how many up to the last.
local function span(keys, first, last)
  local total = redis.call('ZCARD', keys[1])
  return math.min(first - 1, total), math.min(last, total)
end

-- Notes that one member has another score; false for none.
local function counted(keys, old, new)
end
