-- Adds messages to a topic, each once: one whose id was published before is passed over. What is added is told a live channel too.
-- KEYS[1]   the topic, a stream
-- KEYS[2]   its running number
-- KEYS[3]   the ids that were published, by when
-- ARGV[1]   how long the topic lives from now on, in milliseconds; 0 for ever
-- ARGV[2]   how many messages it keeps, about; 0 for any number
-- ARGV[3]   how long it keeps each, about, in milliseconds; 0 for ever
-- ARGV[4]   for how long an id counts as published, in milliseconds
-- ARGV[5..] of each message its id, its channel, either of them empty for none, and what it says
-- Reply: for each message its place in the topic; nil if it was published before.
-- Use: clock, place, add, live
local now = clock()
local function published(id)
  local at = redis.call('ZSCORE', KEYS[3], id)
  return at and tonumber(at) > now - ARGV[4]
end
local function remember(id)
  local over = redis.call('ZRANGEBYSCORE', KEYS[3], '-inf', now - ARGV[4], 'LIMIT', 0, 16)
  if #over > 0 then
    redis.call('ZREM', KEYS[3], unpack(over))
  end
  redis.call('ZADD', KEYS[3], now, id)
  redis.call('PEXPIRE', KEYS[3], ARGV[4])
end
local told, refused = {}, nil
for i = 5, #ARGV, 3 do
  local id, channel, said = ARGV[i], ARGV[i + 1], ARGV[i + 2]
  if id ~= '' and published(id) then
    told[#told + 1] = false
  else
    told[#told + 1] = add(KEYS[1], KEYS[2], now, ARGV[2], {'m', said})
    if id ~= '' then
      remember(id)
    end
    if channel ~= '' then
      local done = redis.pcall('PUBLISH', channel, said)
      refused = refused or type(done) == 'table' and done
    end
  end
end
if ARGV[3] ~= '0' then
  redis.call('XTRIM', KEYS[1], 'MINID', '~', string.format('%.0f', now - ARGV[3]))
end
live(ARGV[1], KEYS[1])
live_on(ARGV[1], KEYS[2])
return refused or told
