-- Gives a worker changes that are due: such as are tried in company, or one that is tried alone, so that none waits in a claim
-- for another. Claims that have ended count as failed tries before.
-- KEYS[1]  entries (hash)
-- KEYS[2]  unwritten keys (sorted set, by the first version that is not written)
-- KEYS[3]  dirty keys (sorted set, by the time they are due)
-- KEYS[4]  claimed keys (sorted set, by the end of the claim)
-- KEYS[5]  failed tries (hash)
-- KEYS[6]  keys set aside (sorted set, by the time they were)
-- KEYS[7]  claims (hash)
-- ARGV[1]  the claim's token, without a space
-- ARGV[2]  how long the claim lasts, in milliseconds
-- ARGV[3]  the most changes
-- ARGV[4]  the most bytes, but for the first change
-- ARGV[5]  how often a change is tried in company
-- ARGV[6]  how long it waits after the first failure, in milliseconds
-- ARGV[7]  the longest that it waits, in milliseconds
-- Reply: in how many milliseconds there may be more, -1 if nothing waits; how many claims had ended; how many changes were set
--        aside; for each change its key, its version, empty if it can't be read, and the rest of its entry.
-- Use: time, entries, tries
local now, most = math.floor(clock() / 1000), tonumber(ARGV[3])
local tries = tonumber(ARGV[5])
local at = {now = now, unwritten = KEYS[2], dirty = KEYS[3], failures = KEYS[5], poison = KEYS[6],
  tries = tries, first = tonumber(ARGV[6]), longest = tonumber(ARGV[7])}

local lost, aside = 0, 0
for _, key in ipairs(redis.call('ZRANGEBYSCORE', KEYS[4], '-inf', text(now), 'LIMIT', 0, most)) do
  redis.call('ZREM', KEYS[4], key)
  local claim = redis.call('HGET', KEYS[7], key) or ''
  redis.call('HDEL', KEYS[7], key)
  local entry = redis.call('HGET', KEYS[1], key)
  if entry then
    lost = lost + 1
    aside = aside + fail(at, key, string.match(claim, ' (.*)') ~= version(entry), 'claim-ended')
  else
    redis.call('ZREM', KEYS[2], key)
  end
end

local bytes, taken = 0, {}
for _, key in ipairs(redis.call('ZRANGEBYSCORE', KEYS[3], '-inf', text(now), 'LIMIT', 0, most)) do
  local entry = redis.call('HGET', KEYS[1], key)
  local alone = tried(KEYS[5], key) >= tries
  if not entry then
    redis.call('ZREM', KEYS[3], key)
    redis.call('ZREM', KEYS[2], key)
    redis.call('HDEL', KEYS[5], key)
  elseif #taken == 0 or not alone then
    bytes = bytes + #entry
    if #taken > 0 and bytes > tonumber(ARGV[4]) then
      break
    end
    local held = version(entry)
    redis.call('ZREM', KEYS[3], key)
    redis.call('ZADD', KEYS[4], text(now + ARGV[2]), key)
    redis.call('HSET', KEYS[7], key, ARGV[1] .. ' ' .. held)
    taken[#taken + 1] = {key, held, string.sub(entry, #held + 1)}
    if alone then
      break
    end
  end
end

local due = redis.call('ZRANGE', KEYS[3], 0, 0, 'WITHSCORES')[2]
local ends = redis.call('ZRANGE', KEYS[4], 0, 0, 'WITHSCORES')[2]
local soon = math.min(due or math.huge, ends or math.huge)
return {soon == math.huge and '-1' or text(math.max(0, soon - now)), lost, aside, taken}
