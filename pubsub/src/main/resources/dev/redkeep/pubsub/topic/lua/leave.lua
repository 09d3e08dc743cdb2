-- Gives back what a consumer has not begun with, for others to take at once, and forgets the consumer unless it holds more.
-- KEYS[1]   the topic
-- KEYS[2]   what waits for its next try, by when: its place and how often it was tried
-- ARGV[1]   the group
-- ARGV[2]   the consumer
-- ARGV[3]   how long what is written lives, in milliseconds; 0 for ever
-- ARGV[4..] the place of each such message, and how often it was tried before
-- Reply: 1 if the consumer is forgotten, 0 if it holds more.
-- Use: clock, place, wait
local at, nth = nil, 0
for i = 4, #ARGV, 2 do
  local held = redis.pcall('XPENDING', KEYS[1], ARGV[1], ARGV[i], ARGV[i], 1, ARGV[2])
  if not held.err and #held > 0 then
    -- Due in the order of the places, in front of all that is due later.
    local millis = math.min(clock(), (place(ARGV[i])))
    nth = millis == at and math.min(nth + 1, 4095) or 0
    at = millis
    wait_for_next_try(KEYS[2], ARGV[i], ARGV[i + 1], millis + nth / 4096, ARGV[3], 0)
    redis.call('XACK', KEYS[1], ARGV[1], ARGV[i])
  end
end
local more = redis.pcall('XPENDING', KEYS[1], ARGV[1], '-', '+', 1, ARGV[2])
if more.err or #more > 0 then
  return 0
end
redis.call('XGROUP', 'DELCONSUMER', KEYS[1], ARGV[1], ARGV[2])
return 1
