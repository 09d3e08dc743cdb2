-- A board whose best score is the highest. Scores are what Redis holds.

local RANGE, RANK = 'ZREVRANGE', 'ZREVRANK'

local function beats(one, other)
  return one > other
end

-- How many are strictly better than a score.
local function better(key, score)
  return redis.call('ZCOUNT', key, '(' .. score, '+inf')
end

-- How many are as good as a score or better.
local function as_good(key, score)
  return redis.call('ZCOUNT', key, score, '+inf')
end

-- The worst of those that are strictly better than a score, and its score.
local function next_better(key, score)
  return redis.call('ZRANGEBYSCORE', key, '(' .. score, '+inf', 'WITHSCORES', 'LIMIT', 0, 1)
end

-- The best of those that are strictly worse than a score, and its score.
local function next_worse(key, score)
  return redis.call('ZREVRANGEBYSCORE', key, '(' .. score, '-inf', 'WITHSCORES', 'LIMIT', 0, 1)
end
