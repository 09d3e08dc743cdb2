-- Takes the right to finalise a window that is closed, and lets its board live as long at least.
-- KEYS[1]   the mark of that
-- KEYS[2..] the window's board, and what is kept beside it, as submit.lua lists it
-- ARGV[1]   the window's end, in Unix milliseconds
-- ARGV[2]   until when its board is kept, in Unix milliseconds
-- ARGV[3]   who takes it
-- ARGV[4]   for how long, in milliseconds
-- Reply: 0 the window is open, 1 taken, 2 it was finalised, 3 another is at it, 4 the board is not kept any more, 5 taken, and
--        somebody is on the board.
-- Twice: harmless: who has taken it takes it again.
-- Use: clock, outlive
local now = clock()
local mark = redis.call('GET', KEYS[1])
if mark == 'done' then
  return 2
elseif mark and mark ~= ARGV[3] then
  return 3
elseif now < tonumber(ARGV[1]) then
  return 0
elseif not mark and now >= tonumber(ARGV[2]) then
  return 4
end
local board = {unpack(KEYS, 2)}
redis.call('SET', KEYS[1], ARGV[3], 'PX', ARGV[4])
outlive(board, tonumber(ARGV[4]))
return redis.call('EXISTS', board[1]) == 1 and 5 or 1
