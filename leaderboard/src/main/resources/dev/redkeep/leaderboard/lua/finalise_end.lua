-- Ends the right to finalise a window.
-- KEYS[1]  the mark of that
-- KEYS[2]  the window's board
-- ARGV[1]  who has it
-- ARGV[2]  until when the window's board is kept, in Unix milliseconds; 0 if the window was not finalised
-- ARGV[3]  how long it is remembered at least that the window was finalised, in milliseconds
-- ARGV[4]  1 if somebody was on the board when the right was taken, else 0
-- Reply: 1, or 0 if another one has the right, or had it and finalised; 2 if the board has gone meanwhile, so that the window is not
--        finalised and the right is free.
-- Use: clock
local mark = redis.call('GET', KEYS[1])
if mark and mark ~= ARGV[1] then
  return 0
end
local gone = ARGV[4] == '1' and redis.call('EXISTS', KEYS[2]) == 0
if gone or ARGV[2] == '0' then
  redis.call('UNLINK', KEYS[1])
  return gone and 2 or 1
end
redis.call('SET', KEYS[1], 'done', 'PX', math.max(tonumber(ARGV[2]) - clock(), tonumber(ARGV[3])))
return 1
