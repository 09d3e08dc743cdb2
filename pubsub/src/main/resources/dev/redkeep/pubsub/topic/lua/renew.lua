-- Renews a consumer's hold of what it is at work on, and gives it what it holds without knowing: an answer got lost, or it is a new
-- process of an old name.
-- KEYS[1]   the topic
-- ARGV[1]   the group
-- ARGV[2]   the consumer
-- ARGV[3]   how many to give at most
-- ARGV[4]   1 if what is given counts as tried once more: a process of that name ended; 0 if it was not begun
-- ARGV[5..] the places of what it knows of
-- Reply: the places of what it does not hold any more, and another one may; and messages, each with its place, how often it was tried, and its fields,
--        which are nil if it is not in the topic any more: that is to be told and then acknowledged.
local known, held, renewed, unknown = {}, {}, {}, {}
for i = 5, #ARGV do
  known[ARGV[i]] = true
end
local pending = redis.pcall('XPENDING', KEYS[1], ARGV[1], '-', '+', #ARGV - 4 + ARGV[3], ARGV[2])
if pending.err then
  if string.find(pending.err, 'NOGROUP', 1, true) then -- the next call that takes makes it again
    return {{}, {}}
  end
  return pending
end
for _, each in ipairs(pending) do
  held[each[1]] = true
  if known[each[1]] then
    renewed[#renewed + 1] = each[1]
  elseif #unknown < tonumber(ARGV[3]) then
    local tries = each[4] + ARGV[4]
    local entry = redis.call('XRANGE', KEYS[1], each[1], each[1])[1]
    if entry then
      redis.call('XCLAIM', KEYS[1], ARGV[1], ARGV[2], 0, each[1], 'RETRYCOUNT', tries, 'JUSTID')
    end
    unknown[#unknown + 1] = {each[1], tries, entry and entry[2] or false}
  end
end
local lost = {}
for i = 5, #ARGV do
  if not held[ARGV[i]] then -- or it is behind all that was listed
    if #redis.call('XPENDING', KEYS[1], ARGV[1], ARGV[i], ARGV[i], 1, ARGV[2]) > 0 then
      renewed[#renewed + 1] = ARGV[i]
    elseif #redis.call('XRANGE', KEYS[1], ARGV[i], ARGV[i]) > 0 then -- what was trimmed nobody else can handle
      lost[#lost + 1] = ARGV[i]
    end
  end
end
for i = 1, #renewed, 1000 do -- Lua unpacks no more than some thousand
  local last = math.min(i + 999, #renewed)
  local words = {'XCLAIM', KEYS[1], ARGV[1], ARGV[2], 0, unpack(renewed, i, last)}
  words[#words + 1] = 'JUSTID'
  redis.call(unpack(words))
end
return {lost, unknown}
