-- Takes permits of one limit. Writes nothing if it refuses.
-- KEYS[1]  where the limit is counted
-- ARGV[1]  how many permits; 0 to look only
-- ARGV[2]  the least of them that is of use: fewer are not taken. 0 or less if any number is
-- ARGV[3]  the limit's span, in microseconds: see its algorithm's prelude
-- ARGV[4]  the limit's most, in permits
-- Reply: how many were taken; how many can be had now; microseconds until the least that is of use can be had, or one if any
--        number is, and 0 if it was taken or can be had; microseconds until all can be had; when this was, in Unix
--        microseconds.
-- Twice: harmless if ARGV[1] is 0: it only looks then, and what it cuts to the limit is within it from then on.
-- Use: time, algorithm
local key, permits, least, span, most = KEYS[1], tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local now, retry = clock(), 0
local free, state = {algorithm}_look(key, now, span, most)
if free < permits then
  permits = math.floor(free)
end
if permits < least then
  permits = 0
end
if permits ~= 0 then
  free, state = {algorithm}_take(key, state, now, span, most, permits)
end
if permits < least or least <= 0 then
  local use = math.max(1, least)
  retry = free < use and {algorithm}_wait(key, state, now, span, most, use) or 0
end
return {permits, free, retry, {algorithm}_wait(key, state, now, span, most, most), now}
