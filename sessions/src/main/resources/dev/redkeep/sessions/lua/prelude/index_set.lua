-- A user's index as the set that is documented. It knows no times, so that what is dead is found by looking.

-- Enters a session. Other services' sessions may be in the index, so that its life is never cut.
local function enter(index, member, ends, life)
  redis.call('SADD', index, member)
  if redis.call('PTTL', index) < life then
    redis.call('PEXPIRE', index, life)
  end
end

local function leave(index, member)
  return redis.call('SREM', index, member)
end

local function members(index)
  return redis.call('SMEMBERS', index)
end

local function size(index)
  return redis.call('SCARD', index)
end

-- Looks at one, and only where that is dead at fifty more, and removes what is dead: so hardly a seventh of an index is,
-- and a log-in pays for it where there is something to remove. Tells how many.
local function prune(index, prefix, now)
  local one = redis.call('SRANDMEMBER', index)
  if not one or redis.call('EXISTS', prefix .. one) == 1 then
    return 0
  end
  local pruned = leave(index, one)
  for _, member in ipairs(redis.call('SRANDMEMBER', index, 50)) do
    if redis.call('EXISTS', prefix .. member) == 0 then
      pruned = pruned + leave(index, member)
    end
  end
  return pruned
end

-- The sessions whose use was noted longest ago, the oldest first; of those of one second, the one that ends first. What is
-- another user's by now leaves the index, and takes the place of one that was to be found.
local function oldest(index, prefix, user, count)
  local found = {}
  for _, member in ipairs(members(index)) do
    local key = prefix .. member
    local held, _, others = read(key, user)
    if others then
      count = count - leave(index, member)
    else
      found[#found + 1] = {
        member,
        held and tonumber(held.last_activity or held.created_at) or 0,
        redis.call('PTTL', key),
      }
    end
  end
  table.sort(found, function(a, b)
    if a[2] ~= b[2] then
      return a[2] < b[2]
    end
    return a[3] < b[3]
  end)
  local first = {}
  for i = 1, math.min(count, #found) do
    first[i] = found[i][1]
  end
  return first
end
