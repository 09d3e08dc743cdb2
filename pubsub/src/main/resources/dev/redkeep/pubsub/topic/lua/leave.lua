-- Gives back what a consumer has not begun with, for others to take at once, and forgets the consumer unless it holds more.
-- KEYS[1]   the topic
-- ARGV[1]   the group
-- ARGV[2]   the consumer
-- ARGV[3..] the place of each such message, and how often it was tried before
-- Reply: 1 if the consumer is forgotten, 0 if it holds more.
for i = 3, #ARGV, 2 do
  local held = redis.pcall('XPENDING', KEYS[1], ARGV[1], ARGV[i], ARGV[i], 1, ARGV[2])
  if not held.err and #held > 0 then
    redis.call('XCLAIM', KEYS[1], ARGV[1], ARGV[2], 0, ARGV[i], 'IDLE', 86400000, 'RETRYCOUNT', ARGV[i + 1], 'JUSTID')
  end
end
local more = redis.pcall('XPENDING', KEYS[1], ARGV[1], '-', '+', 1, ARGV[2])
if more.err or #more > 0 then
  return 0
end
redis.call('XGROUP', 'DELCONSUMER', KEYS[1], ARGV[1], ARGV[2])
return 1
