-- Puts a dead letter back into its topic, for the group that could not handle it.
-- KEYS[1]   the dead letters
-- KEYS[2]   the topic
-- KEYS[3]   the topic's running number
-- ARGV[1]   the dead letter's place
-- ARGV[2]   how many messages the topic keeps, about; 0 for any number
-- ARGV[3]   how long the topic lives from now on, in milliseconds; 0 for ever
-- Reply: its place in the topic; nil if there is no such letter.
-- Use: clock, place, add, live
local letter = redis.call('XRANGE', KEYS[1], ARGV[1], ARGV[1])[1]
if not letter then
  return false
end
local ours = false
local fields = {}
for i = 1, #letter[2], 2 do
  local name, value = letter[2][i], letter[2][i + 1]
  if name == 'group' then
    ours = true
    fields[#fields + 1] = 'redkeep:for'
    fields[#fields + 1] = value
  elseif name == 'origin' or string.sub(name, 1, 5) == 'said-' then
    fields[#fields + 1] = name == 'origin' and 'redkeep:origin' or string.sub(name, 6)
    fields[#fields + 1] = value
  end
end
if not ours then
  return false -- another program's
end
local id = add(KEYS[2], KEYS[3], clock(), ARGV[2], fields)
redis.call('XDEL', KEYS[1], ARGV[1])
live(ARGV[3], KEYS[2])
live_on(ARGV[3], KEYS[3])
return id
