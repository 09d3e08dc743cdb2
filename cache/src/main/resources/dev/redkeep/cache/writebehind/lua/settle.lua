-- Ends a claim: what was written is forgotten, unless it was put again; what failed is counted and waits, or is set aside; what
-- was not tried is due again. What the claim no longer holds stays as it is.
-- KEYS[1]  entries (hash)
-- KEYS[2]  unwritten keys (sorted set, by the first version that is not written)
-- KEYS[3]  dirty keys (sorted set, by the time they are due)
-- KEYS[4]  claimed keys (sorted set, by the end of the claim)
-- KEYS[5]  failed tries (hash)
-- KEYS[6]  keys set aside (sorted set, by the time they were)
-- KEYS[7]  claims (hash)
-- ARGV[1]    the claim's token
-- ARGV[2]    how often a change is tried in company
-- ARGV[3]    how long it waits after the first failure, in milliseconds
-- ARGV[4]    the longest that it waits, in milliseconds
-- ARGV[5]    after how long a change is due, in milliseconds
-- ARGV[6]    after how long what was not tried is due, in milliseconds
-- ARGV[7..]  for each change its key; its version, empty if it can't be read; "written", "untried", or what it failed with
-- Reply: which of them the claim did not hold, from 0; which were set aside; how many wait again.
-- Use: time, entries, tries
local now = math.floor(clock() / 1000)
local at = {now = now, unwritten = KEYS[2], dirty = KEYS[3], failures = KEYS[5], poison = KEYS[6],
  tries = tonumber(ARGV[2]), first = tonumber(ARGV[3]), longest = tonumber(ARGV[4])}
local lost, aside, again = {}, {}, 0

local function settle(key, held, outcome, position)
  redis.call('ZREM', KEYS[4], key)
  redis.call('HDEL', KEYS[7], key)
  local entry = redis.call('HGET', KEYS[1], key)
  local newer = version(entry) ~= held
  if not entry or (outcome == 'written' and not newer) then
    redis.call('HDEL', KEYS[1], key)
    redis.call('HDEL', KEYS[5], key)
    redis.call('ZREM', KEYS[2], key)
  elseif outcome == 'written' then
    redis.call('HDEL', KEYS[5], key)
    redis.call('ZADD', KEYS[2], text(held + 1), key)
    local put = tonumber(version(entry)) or 0
    redis.call('ZADD', KEYS[3], text(math.min(now, math.floor(put / 1000)) + ARGV[5]), key)
    again = again + 1
  elseif outcome == 'untried' then
    redis.call('ZADD', KEYS[3], text(now + ARGV[6]), key)
    again = again + 1
  elseif fail(at, key, newer, outcome) == 1 then
    aside[#aside + 1] = position
  else
    again = again + 1
  end
end

for i = 7, #ARGV, 3 do
  if redis.call('HGET', KEYS[7], ARGV[i]) == ARGV[1] .. ' ' .. ARGV[i + 1] then
    settle(ARGV[i], ARGV[i + 1], ARGV[i + 2], (i - 7) / 3)
  else
    lost[#lost + 1] = (i - 7) / 3
  end
end
return {lost, aside, again}
