-- Renews a consumer's hold of what it is at work on, and gives it what it holds without knowing: an answer got lost, or it is a new
-- process of an old name.
-- KEYS[1]   the topic
-- ARGV[1]   the group
-- ARGV[2]   the consumer
-- ARGV[3]   how many to give at most
-- ARGV[4..] the places of what it knows of
-- Reply: the places of what it does not hold any more; and messages, each with its place, how often it was tried, and its fields,
--        which are nil if it is not in the topic any more.
local known, held, renewed, unknown = {}, {}, {}, {}
for i = 4, #ARGV do
  known[ARGV[i]] = true
end
local pending = redis.pcall('XPENDING', KEYS[1], ARGV[1], '-', '+', #ARGV - 3 + ARGV[3], ARGV[2])
if pending.err then -- the group is gone: the next call that takes makes it again
  return {{}, {}}
end
for _, each in ipairs(pending) do
  held[each[1]] = true
  if known[each[1]] then
    renewed[#renewed + 1] = each[1]
  elseif #unknown < tonumber(ARGV[3]) then
    local entry = redis.call('XCLAIM', KEYS[1], ARGV[1], ARGV[2], 0, each[1])[1]
    unknown[#unknown + 1] = {each[1], each[4] + 1, entry and entry[2] or false}
    if not entry then
      redis.call('XACK', KEYS[1], ARGV[1], each[1])
    end
  end
end
if #renewed > 0 then
  redis.call('XCLAIM', KEYS[1], ARGV[1], ARGV[2], 0, unpack(renewed), 'JUSTID')
end
local lost = {}
for i = 4, #ARGV do
  if not held[ARGV[i]] then
    lost[#lost + 1] = ARGV[i]
  end
end
return {lost, unknown}
