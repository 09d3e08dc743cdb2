-- Keeps the right to finalise a window, also where it was lost and nobody else took it; and the window's board as long at least.
-- KEYS[1]   the mark of that
-- KEYS[2..] the window's board, and what is kept beside it, as submit.lua lists it
-- ARGV[1]   who has it
-- ARGV[2]   for how long from now, in milliseconds
-- Reply: 1, or 0 if another one has it, or had it and finalised.
-- Twice: harmless: it is kept a little longer.
-- Use: outlive
local mark = redis.call('GET', KEYS[1])
if mark and mark ~= ARGV[1] then
  return 0
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
outlive({unpack(KEYS, 2)}, tonumber(ARGV[2]))
return 1
