-- Takes permits of several limits. From all of them alike or, if one refuses, from none; only if any number
-- is of use, from each what it has.
-- KEYS[1..]  where each limit is counted
-- ARGV[1]  how many permits; 0 to look only
-- ARGV[2]  the least of them that is of use: fewer are not taken. 0 or less if any number is
-- ARGV[3..]  for each limit its span, in microseconds, and its most, in permits: see its algorithm's prelude
-- Reply: how many were taken, of the limit that had fewest; then for each limit how many can be had now; microseconds until the
--        least that is of use can be had, or one if any number is, and 0 if it was taken or can be had; microseconds until all
--        can be had; at last when this was, in Unix microseconds.
-- Twice: harmless if ARGV[1] is 0: it only looks then, and what it cuts to the limit is within it from then on.
-- Use: time, algorithms
local look, wait, take = {{look}}, {{wait}}, {{take}}
local permits, least, now = tonumber(ARGV[1]), tonumber(ARGV[2]), clock()
local spans, mosts, frees, states = {}, {}, {}, {}
local taken = permits
for i = 1, #KEYS do
  spans[i], mosts[i] = tonumber(ARGV[2 * i + 1]), tonumber(ARGV[2 * i + 2])
  frees[i], states[i] = look[i](KEYS[i], now, spans[i], mosts[i])
  if frees[i] < taken then
    taken = math.floor(frees[i])
  end
end
if taken < least then
  taken = 0
end
local use = (taken < least or least <= 0) and math.max(1, least) or 0
local reply = {taken}
for i = 1, #KEYS do
  local key, span, most, free, state = KEYS[i], spans[i], mosts[i], frees[i], states[i]
  local part = least > 0 and taken or math.min(permits, math.floor(free))
  if part ~= 0 then
    free, state = take[i](key, state, now, span, most, part)
  end
  local at = 3 * i - 1
  reply[at] = free
  reply[at + 1] = free < use and wait[i](key, state, now, span, most, use) or 0
  reply[at + 2] = wait[i](key, state, now, span, most, most)
end
reply[#reply + 1] = now
return reply
