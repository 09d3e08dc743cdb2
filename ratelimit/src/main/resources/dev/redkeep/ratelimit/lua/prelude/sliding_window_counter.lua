-- Two counted windows: a hash of `start`, when the current one began, in Unix microseconds, and of the permits taken in it and
-- before, `current` and `previous`. The previous ones count by the part of the current window that is still to come.
-- span: a window in microseconds; most: permits in a window.

-- What is no number counts as none, and after a higher limit all that is over this one as this one.
local function sliding_window_counter_count(text, most)
  local count = tonumber(text) or 0
  return count > 0 and math.min(count, most) or 0
end

-- Permits to be had so many microseconds before the window's end.
local function sliding_window_counter_free(current, previous, left, span, most)
  return math.max(0, most - current - previous * left / span)
end

local function sliding_window_counter_write(key, start, current, previous, span)
  redis.call('HSET', key, 'start', start, 'current', current, 'previous', previous)
  redis.call('PEXPIREAT', key, math.ceil((start + (current > 0 and 2 or 1) * span) / 1000))
end

-- Permits to be had now; and the state. Another type counts as nothing.
local function sliding_window_counter_look(key, now, span, most)
  local held = redis.pcall('HMGET', key, 'start', 'current', 'previous')
  if other_type(held, 'HMGET', key, 'start') then
    return most, {now, 0, 0, other = true}
  end
  local start = tonumber(held[1])
  if not start or not (start > now - 2 * span) then
    return most, {now, 0, 0}
  end
  local current = sliding_window_counter_count(held[2], most)
  local previous = sliding_window_counter_count(held[3], most)
  if start > now then
    -- After a clock that was set back. Written, so that time goes on from here.
    start = now
    sliding_window_counter_write(key, start, current, previous, span)
  elseif start <= now - span then
    start, current, previous = start + span, 0, current
  end
  if current + previous == 0 then
    return most, {now, 0, 0}
  end
  return sliding_window_counter_free(current, previous, start + span - now, span, most), {start, current, previous}
end

-- Microseconds until so many can be had.
local function sliding_window_counter_wait(key, held, now, span, most, permits)
  local finish, current, previous = held[1] + span, held[2], held[3]
  if current > most - permits then
    finish, current, previous = finish + span, 0, current
  end
  if previous == 0 then
    return 0
  end
  local left = math.floor((most - permits - current) / previous * span)
  if sliding_window_counter_free(current, previous, left, span, most) < permits then
    left = left - 1 -- gained by rounding
  end
  return math.max(0, finish - left - now)
end

-- Takes permits that are there. Answers as sliding_window_counter_look would then.
local function sliding_window_counter_take(key, held, now, span, most, permits)
  if held.other then
    redis.call('UNLINK', key)
  end
  local start, current, previous = held[1], held[2] + permits, held[3]
  sliding_window_counter_write(key, start, current, previous, span)
  return sliding_window_counter_free(current, previous, start + span - now, span, most), {start, current, previous}
end
