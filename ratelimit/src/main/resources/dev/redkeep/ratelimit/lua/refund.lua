-- Gives back permits that were granted at some time, as far as no limit ever admits more for it than it may.
-- KEYS[1..]  where each limit is counted
-- ARGV[1]  how many permits, from 1
-- ARGV[2..]  for each limit its span, in microseconds, and its most, in permits: see its algorithm's prelude; and when it
--            granted the permits, by this server's clock, in Unix microseconds
-- Reply: 0; then for each limit how many can be had now; microseconds until one can be had; microseconds until all can be had;
--        at last when this was, in Unix microseconds.
-- Use: time, algorithms, gives
local look, wait, give = {{look}}, {{wait}}, {{give}}
local permits, now = tonumber(ARGV[1]), clock()
local reply = {0}
for i = 1, #KEYS do
  local key, span, most = KEYS[i], tonumber(ARGV[3 * i - 1]), tonumber(ARGV[3 * i])
  local free, state = look[i](key, now, span, most)
  if free < most then
    give[i](key, state, now, span, most, permits, tonumber(ARGV[3 * i + 1]))
    free, state = look[i](key, now, span, most)
  end
  local at = 3 * i - 1
  reply[at] = free
  reply[at + 1] = free < 1 and wait[i](key, state, now, span, most, 1) or 0
  reply[at + 2] = wait[i](key, state, now, span, most, most)
end
reply[#reply + 1] = now
return reply
