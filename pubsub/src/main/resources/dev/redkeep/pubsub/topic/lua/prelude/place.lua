-- An entry's place, <milliseconds>-<number>, taken apart.
local function place(id)
  local millis, number = string.match(id, '^(%d+)-(%d+)$')
  return tonumber(millis), tonumber(number)
end
local function text(millis, number)
  return string.format('%.0f-%.0f', millis, number)
end
local function in_front(one, other)
  local millis, number = place(one)
  local other_millis, other_number = place(other)
  return millis < other_millis or millis == other_millis and number < other_number
end
-- The place in front of one: of one that another program numbered, some place in front of it.
local function before(id)
  local millis, number = place(id)
  if number > 0 then
    return text(millis, number - 1)
  end
  return text(math.max(0, millis - 1), 0)
end
-- Names and values in turns, as a table.
local function named(list)
  local of = {}
  for i = 1, #list, 2 do
    of[list[i]] = list[i + 1]
  end
  return of
end
local function last_place(stream)
  return named(redis.call('XINFO', 'STREAM', stream))['last-generated-id']
end
