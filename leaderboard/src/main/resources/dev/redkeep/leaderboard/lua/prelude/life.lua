-- Gives the keys their life, in milliseconds: 'none', 'once' from the board's first write, 'each' from every write, or 'until' a
-- moment. All end in the same millisecond, whichever was there first: what ended before the board would be missed, and what ended
-- after it would be taken for the next one's. What is known of members has a life of its own.
local function live(keys, how, millis)
  if how == 'none' then
    return
  end
  local count, ends = math.min(#keys, 5), millis
  if how == 'once' then
    local endless = false
    for i = 1, count do
      endless = endless or redis.call('PTTL', keys[i]) == -1
    end
    if not endless then
      return
    end
    local left = redis.call('PTTL', keys[1])
    millis = left == -1 and millis or math.max(left, 1)
  end
  if how ~= 'until' then
    ends = clock() + millis
  end
  for i = 1, count do
    redis.call('PEXPIREAT', keys[i], ends)
  end
end
