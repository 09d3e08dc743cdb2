-- The place of an entry among those of its score, also where it is not there: found by halves.

-- Whether an entry comes before another one of the same score: by bytes, as Redis compares. Lua itself would go by the server's locale.
local function precedes(one, other)
  for i = 1, math.min(#one, #other) do
    local byte, other_byte = string.byte(one, i), string.byte(other, i)
    if byte ~= other_byte then
      return beats(byte, other_byte)
    end
  end
  return beats(#one, #other)
end

-- How many come before an entry of some score.
local function place_of(key, entry, score)
  local place, behind = better(key, score), as_good(key, score)
  while place < behind do
    local middle = math.floor((place + behind) / 2)
    if precedes(redis.call(RANGE, key, middle, middle)[1], entry) then
      place = middle + 1
    else
      behind = middle
    end
  end
  return place
end
