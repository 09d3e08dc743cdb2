-- Adds an entry under the next running number, so that whoever reads can tell from the numbers whether one is missing. Uses place.
local function next_place(stream, number, now)
  local mine = redis.call('INCR', number)
  if mine > 1 or redis.call('EXISTS', stream) == 0 then
    return now, mine
  end
  local _, last = place(last_place(stream)) -- the number was lost: it goes on where the topic is
  if last > 0 then
    mine = last + 1
    redis.call('SET', number, string.format('%.0f', mine))
  end
  return now, mine
end
local function add(stream, number, now, most, fields)
  local millis, mine = next_place(stream, number, now)
  local words = {'XADD', stream, 'MAXLEN', '~', most, text(millis, mine), unpack(fields)}
  if tonumber(most) == 0 then
    words = {'XADD', stream, text(millis, mine), unpack(fields)}
  end
  local id = redis.pcall(unpack(words))
  if type(id) == 'string' then
    return id
  end
  local last_millis, last = place(last_place(stream)) -- the clock was set back, or another program has numbered higher
  if last >= mine then
    mine = last + 1
    redis.call('SET', number, string.format('%.0f', mine), 'KEEPTTL')
  end
  words[tonumber(most) == 0 and 3 or 6] = text(math.max(last_millis, millis), mine)
  return redis.call(unpack(words))
end
