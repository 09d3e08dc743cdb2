-- Tells who comes behind an entry in the order of the board, also if that entry has moved or gone meanwhile.
-- KEYS[1..] the board, and what is kept beside it, as submit.lua lists it
-- ARGV[1]   the entry, as it was told
-- ARGV[2]   its score then
-- ARGV[3]   how many to tell at most
-- Reply: how many are on the board; then, unless nobody is behind it, how many are before the first, its rank, and the entries,
--        each with its score.
-- Twice: harmless: it only reads.
-- Use: number, order, field, ties, page, beside

-- Whether an entry comes before another one of the same score: their bytes decide. Lua would compare as the server's language does.
local function precedes(one, other)
  for i = 1, math.min(#one, #other) do
    local byte, other_byte = string.byte(one, i), string.byte(other, i)
    if byte ~= other_byte then
      return beats(byte, other_byte)
    end
  end
  return beats(#one, #other)
end

local lacked = lacking(KEYS)
if lacked then
  return lacked
end
local entry, score = ARGV[1], ARGV[2]
local first = better(KEYS[1], score)
local behind = as_good(KEYS[1], score)
local held = redis.call('ZSCORE', KEYS[1], entry)
if held and tonumber(held) == tonumber(score) then
  first = redis.call(RANK, KEYS[1], entry) + 1
  behind = first
end
while first < behind do
  local middle = math.floor((first + behind) / 2)
  if precedes(redis.call(RANGE, KEYS[1], middle, middle)[1], entry) then
    first = middle + 1
  else
    behind = middle
  end
end
return page(KEYS, first, redis.call(RANGE, KEYS[1], first, first + ARGV[3] - 1, 'WITHSCORES'))
