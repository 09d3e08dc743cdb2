-- Tries that failed: for each key how many, a star if the key came back after it was set aside and was not tried since, a space,
-- and what the last one failed with.

-- How many of a key have failed.
local function tried(failures, key)
  return tonumber(string.match(redis.call('HGET', failures, key) or '', '^%d+') or 0)
end

-- Whether a key waits because it failed.
local function waits(failures, key)
  return string.match(redis.call('HGET', failures, key) or '', '^%d+ ') ~= nil
end

-- Lets a key that was set aside be tried again, alone.
local function restore(failures, key, tries)
  local reason = string.match(redis.call('HGET', failures, key) or '', ' .*') or ' '
  redis.call('HSET', failures, key, tries .. '*' .. reason)
end

-- Leaves a newer change of a key that failed, which nobody has tried, all its tries alone. It waits on.
local function renew(failures, key, tries)
  if tried(failures, key) > tonumber(tries) then
    local reason = string.match(redis.call('HGET', failures, key), ' .*') or ' '
    redis.call('HSET', failures, key, tries .. reason)
  end
end

-- Counts one more. The change waits, each time twice as long; one that failed as often in company as alone goes aside,
-- unless there is a newer one, which nobody has tried. Answers 1 if it went aside, else 0.
local function fail(at, key, newer, reason)
  local count = tried(at.failures, key) + 1
  if newer then
    count = math.min(count, at.tries)
  end
  redis.call('HSET', at.failures, key, text(count) .. ' ' .. reason)
  if count >= 2 * at.tries then
    redis.call('ZREM', at.unwritten, key)
    redis.call('ZADD', at.poison, text(at.now), key)
    return 1
  end
  redis.call('ZADD', at.dirty, text(at.now + math.min(at.longest, at.first * 2 ^ (count - 1))), key)
  return 0
end
