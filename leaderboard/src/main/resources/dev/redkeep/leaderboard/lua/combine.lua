-- Puts the members of some boards on another one, in place of what is there; or changes nothing.
-- KEYS[1]   the board that is written
-- KEYS[2..] the boards that are read; then what must not be there: all that could be kept beside the board that is written,
--           and the moments beside those that are read, as far as they could lie in the same slot
-- ARGV[1]   how many are read
-- ARGV[2]   ZUNIONSTORE for the members of any, ZINTERSTORE for those of all
-- ARGV[3]   what becomes of a member's scores: SUM, MIN or MAX
-- ARGV[4]   how many members Redis looks at, at most: for those of all, the smallest board's, once on each
-- ARGV[5]   the life of the board that is written, as submit.lua takes it
-- ARGV[6]   and its time
-- Reply: 'done' and how many are on it; or 'many' and how many would be looked at; or 'beside' and which key is there, from 1 for
--        the first that must not be; or 'sum' and 0, if the farthest scores of all boards could get to 2^53 together.
-- Use: clock, life
local count, sum, command = tonumber(ARGV[1]), ARGV[3] == 'SUM', {ARGV[2], KEYS[1], ARGV[1]}
local all, least, farthest = 0, math.huge, 0
for i = 2, count + 1 do
  local size = redis.call('ZCARD', KEYS[i])
  all, least, command[#command + 1] = all + size, math.min(least, size), KEYS[i]
  if sum and size > 0 then
    local lowest = redis.call('ZRANGE', KEYS[i], 0, 0, 'WITHSCORES')[2]
    local highest = redis.call('ZRANGE', KEYS[i], -1, -1, 'WITHSCORES')[2]
    farthest = farthest + math.max(-tonumber(lowest), tonumber(highest))
  end
end
local looked = ARGV[2] == 'ZINTERSTORE' and least * count or all
if looked > tonumber(ARGV[4]) then
  return {'many', looked}
end
for i = count + 2, #KEYS do
  if redis.call('EXISTS', KEYS[i]) == 1 then
    return {'beside', i - count - 1}
  end
end
if farthest >= 9007199254740992 then
  return {'sum', 0}
end
command[#command + 1] = 'AGGREGATE'
command[#command + 1] = ARGV[3]
local members = redis.call(unpack(command))
live({KEYS[1]}, ARGV[5], ARGV[6])
return {'done', members}
