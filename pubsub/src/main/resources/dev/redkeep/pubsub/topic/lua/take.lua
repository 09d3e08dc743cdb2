-- Acknowledges what a consumer has handled, and gives it more: what another one left behind, what is due again, and what is new.
-- KEYS[1]   the topic
-- KEYS[2]   what waits for its next try, by when: its place and how often it was tried
-- KEYS[3]   how far the group is
-- KEYS[4]   the topic's running number
-- ARGV[1]   the group
-- ARGV[2]   the consumer
-- ARGV[3]   how many messages to give at most
-- ARGV[4]   after how many milliseconds without a sign of its consumer a message was left behind
-- ARGV[5]   the place from which on to look for such; empty not to look
-- ARGV[6]   how long what is written beside the topic lives, in milliseconds; 0 for ever
-- ARGV[7]   what became of the gaps that it was given: TOLD; NOT_TOLD_YET; or IN_DOUBT if they may not have reached it
-- ARGV[8]   how many to give at most of what was left behind: one of them may end whoever handles it, and all that he holds count as tried
-- ARGV[9..] the places of what was handled
-- Reply: where to look on for what was left behind, 0-0 if that was all; in how many milliseconds something is due again, -1 if
--        nothing waits; 1 if the group was made again; gaps, each the places around it and how many are missing, -1 if that is not
--        known; and the messages, each with its place, how often it was tried, and its fields.
-- Use: clock, place, live, group
local keys = {topic = KEYS[1], far = KEYS[3], number = KEYS[4], life = ARGV[6]}
local group, consumer = ARGV[1], ARGV[2]
local left = tonumber(ARGV[3])
local now = clock()
local gaps, given = {}, {}
local function call(...)
  return of_group(keys, group, ...)
end
local function untold(name)
  local all = redis.call('HGET', KEYS[3], 'untold ' .. name) or ''
  for after, behind, missing in string.gmatch(all, '(%S+) (%S+) (%S+)\n') do
    gaps[#gaps + 1] = {after, behind, tonumber(missing)}
  end
  redis.call('HDEL', KEYS[3], 'untold ' .. name)
end
local function keep_untold()
  local lines = {}
  for _, gap in ipairs(gaps) do
    lines[#lines + 1] = gap[1] .. ' ' .. gap[2] .. ' ' .. string.format('%.0f', gap[3]) .. '\n'
  end
  local before_these = redis.call('HGET', KEYS[3], 'untold ' .. consumer) or ''
  redis.call('HSET', KEYS[3], 'untold ' .. consumer, before_these .. table.concat(lines))
  live_on(ARGV[6], KEYS[3])
end
local function gone(id)
  redis.call('XACK', KEYS[1], group, id)
  local millis, number = place(id)
  gaps[#gaps + 1] = {before(id), text(millis, number + 1), 1}
end
local function give(id, tries, claimed)
  local entry = claimed[1]
  left = left - 1
  if not entry or not entry[2] then
    gone(id)
    return
  end
  given[#given + 1] = {id, tries, entry[2]}
end
local function note_floor()
  local pending = call('XPENDING', KEYS[1], group)
  local floor = redis.call('HGET', KEYS[3], 'last')
  if pending[1] > 0 and (not floor or in_front(pending[2], floor)) then
    floor = before(pending[2])
  end
  if floor then
    redis.call('HSET', KEYS[3], 'floor', floor)
    live_on(ARGV[6], KEYS[3])
    live_on(ARGV[6], KEYS[4])
  end
end
local function tidy_up_after_others()
  local there = {[consumer] = true}
  for _, each in ipairs(call('XINFO', 'CONSUMERS', KEYS[1], group)) do
    local of = named(each)
    there[of.name] = there[of.name] or of.idle <= tonumber(ARGV[4])
    if of.name ~= consumer and of.pending == 0 and of.idle > 3600000 and of.idle > 10 * tonumber(ARGV[4]) then
      redis.call('XGROUP', 'DELCONSUMER', KEYS[1], group, of.name)
    end
  end
  for _, field in ipairs(redis.call('HKEYS', KEYS[3])) do
    local name = string.match(field, '^untold (.*)$')
    if name and not there[name] then
      untold(name)
    end
  end
end
-- Not by XAUTOCLAIM, which forgets what was trimmed while a consumer that is at work holds it.
local function left_behind(from)
  local may = math.min(left, tonumber(ARGV[8]))
  if may == 0 then
    return from
  end
  local most = math.max(10 * left, 500)
  local listed = call('XPENDING', KEYS[1], group, from == '0-0' and '-' or '(' .. from, '+', most)
  for _, each in ipairs(listed) do
    local id, idle, tries = each[1], each[3], each[4] + 1
    if idle >= tonumber(ARGV[4]) then
      local there = #redis.call('XRANGE', KEYS[1], id, id) > 0
      give(id, tries, there and redis.call('XCLAIM', KEYS[1], group, consumer, 0, id, 'RETRYCOUNT', tries) or {})
      may = may - 1
    end
    if may == 0 then
      return id
    end
  end
  local last = #listed == most and listed[most][1] or '0-0'
  -- What was published since then cannot have been left so long: to look there too might never end.
  return place(last) > now - ARGV[4] and '0-0' or last
end
local function lower_floor(id)
  local floor = redis.call('HGET', KEYS[3], 'floor')
  if floor and not in_front(floor, id) then
    redis.call('HSET', KEYS[3], 'floor', before(id))
  end
end
local function due_again()
  for _, waiting in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', now, 'LIMIT', 0, left)) do
    local id, tries = string.match(waiting, '^(%d+%-%d+) (%d%d?%d?%d?)$')
    redis.call('ZREM', KEYS[2], waiting)
    if id then -- no garbage of others
      lower_floor(id)
      give(id, tries + 1, call('XCLAIM', KEYS[1], group, consumer, 0, id, 'FORCE', 'RETRYCOUNT', tries + 1))
    end
  end
end
-- How far the group is: the last place, its number, and the last place of a topic that was there before this one.
local function how_far()
  local far = redis.call('HMGET', KEYS[3], 'last', 'number', 'restarted')
  if far[1] then
    return {last = far[1], number = far[2] and tonumber(far[2]), restarted = far[3]}
  end
  local groups = redis.pcall('XINFO', 'GROUPS', KEYS[1]) -- what is kept is over, or the topic is gone
  for _, each in ipairs(groups.err and {} or groups) do
    local of = named(each)
    if of.name == group then
      local _, number = place(of['last-delivered-id'])
      return {last = of['last-delivered-id'], number = number > 0 and number}
    end
  end
  return {last = '0-0'}
end
local function pass(far, id)
  local _, number = place(id)
  if far.restarted then
    gaps[#gaps + 1] = {far.restarted, id, -1}
    redis.call('HDEL', KEYS[3], 'restarted')
    far.restarted = false
  elseif far.number and number > far.number + 1 then
    gaps[#gaps + 1] = {far.last, id, number - far.number - 1}
  end
  far.last = id
  far.number = number > (far.number or 0) and number or far.number -- another program's is small
end
local function what_is_new()
  local far = how_far()
  local told = call('XREADGROUP', 'GROUP', group, consumer, 'COUNT', left, 'STREAMS', KEYS[1], '>')
  if not told then
    return
  elseif made_again == 1 then
    far = how_far()
  end
  for _, entry in ipairs(told[1][2]) do
    pass(far, entry[1])
    given[#given + 1] = {entry[1], 1, entry[2]}
  end
  redis.call('HSET', KEYS[3], 'last', far.last)
  if far.number then
    redis.call('HSET', KEYS[3], 'number', string.format('%.0f', far.number))
  end
  live_on(ARGV[6], KEYS[3])
end
for i = 9, #ARGV, 1000 do -- Lua unpacks no more than some thousand
  redis.call('XACK', KEYS[1], group, unpack(ARGV, i, math.min(i + 999, #ARGV)))
end
if ARGV[7] == 'TOLD' then
  redis.call('HDEL', KEYS[3], 'untold ' .. consumer)
elseif ARGV[7] == 'IN_DOUBT' then
  untold(consumer)
end
local look_on = '0-0'
if ARGV[5] ~= '' then
  note_floor()
  if ARGV[5] == '0-0' then
    tidy_up_after_others()
  end
  look_on = left_behind(ARGV[5])
end
if left > 0 then
  due_again()
end
if left > 0 then
  what_is_new()
end
if #gaps > 0 then
  keep_untold()
end
local first = redis.call('ZRANGE', KEYS[2], 0, 0, 'WITHSCORES')
return {look_on, first[2] and math.max(0, first[2] - now) or -1, made_again, gaps, given}
