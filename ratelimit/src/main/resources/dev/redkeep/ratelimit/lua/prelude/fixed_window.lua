-- A counted window: a hash of `start`, when it began, in Unix microseconds, and `count`, the permits taken in it.
-- span: the window in microseconds; most: permits in a window.

local function fixed_window_write(key, start, count, span)
  redis.call('HSET', key, 'start', start, 'count', count)
  redis.call('PEXPIREAT', key, math.ceil((start + span) / 1000))
end

-- Permits to be had now; and the state. What is no number, or another type, counts as nothing, and after a higher limit all
-- that is over this one as this one.
local function fixed_window_look(key, now, span, most)
  local held = redis.pcall('HMGET', key, 'start', 'count')
  if other_type(held, 'HMGET', key, 'start') then
    return most, {now, 0, other = true}
  end
  local start, count = tonumber(held[1]), tonumber(held[2])
  if not start or not (start > now - span) or not count or not (count > 0) then
    return most, {now, 0}
  end
  count = math.min(count, most)
  if start > now then
    -- After a clock that was set back. Written, so that time goes on from here.
    start = now
    fixed_window_write(key, start, count, span)
  end
  return most - count, {start, count}
end

-- Microseconds until so many can be had.
local function fixed_window_wait(key, held, now, span, most, permits)
  return held[2] > most - permits and held[1] + span - now or 0
end

-- Takes permits that are there. Answers as fixed_window_look would then.
local function fixed_window_take(key, held, now, span, most, permits)
  if held.other then
    redis.call('UNLINK', key)
  end
  local start, count = held[1], held[2] + permits
  fixed_window_write(key, start, count, span)
  return most - count, {start, count}
end
