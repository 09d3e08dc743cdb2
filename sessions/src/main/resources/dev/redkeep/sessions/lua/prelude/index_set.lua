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

-- Removes some of what is dead, at a cost that does not grow. Tells how many.
local function prune(index, prefix, now)
  local some, keys, pruned = redis.call('SRANDMEMBER', index, 10), {}, 0
  for i, member in ipairs(some) do
    keys[i] = prefix .. member
  end
  if not keys[1] or redis.call('EXISTS', unpack(keys)) == #keys then
    return 0
  end
  for i, member in ipairs(some) do
    if redis.call('EXISTS', keys[i]) == 0 then
      pruned = pruned + leave(index, member)
    end
  end
  return pruned
end

-- The sessions whose use was noted longest ago, the oldest first; of those of one second, the one that ends first.
local function oldest(index, prefix, user, count)
  local found = {}
  for _, member in ipairs(members(index)) do
    local key = prefix .. member
    local held = read(key, user) or {}
    found[#found + 1] = {
      member,
      tonumber(held.last_activity or held.created_at or 0),
      redis.call('PTTL', key),
    }
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
