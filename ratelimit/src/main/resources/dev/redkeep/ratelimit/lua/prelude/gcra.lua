-- The generic cell rate algorithm: a string, the time in Unix microseconds when all permits are back.
-- span: whole microseconds for one permit; most: permits at once. So all numbers are whole, and nothing is lost by rounding.

-- Permits to be had now; and the state. What is no number counts as nothing.
local function gcra_look(key, now, span, most)
  local full = tonumber(redis.call('GET', key))
  if not full or not (full > now) then
    return most, now
  end
  local fullest = now + most * span
  if full > fullest then
    -- After a higher limit, or a clock that was set back. Written, so that permits come back from now on.
    full = fullest
    redis.call('SET', key, full, 'PXAT', math.ceil(full / 1000))
  end
  return (fullest - full) / span, full
end

-- Microseconds until so many can be had.
local function gcra_wait(key, full, now, span, most, permits)
  local wait = full - now - (most - permits) * span
  return wait > 0 and wait or 0
end

-- Takes permits that are there, or gives back if their number is negative. Answers as gcra_look would then.
local function gcra_take(key, full, now, span, most, permits)
  full = full + permits * span
  if full > now then
    redis.call('SET', key, full, 'PXAT', math.ceil(full / 1000))
    return most - (full - now) / span, full
  end
  redis.call('UNLINK', key)
  return most, now
end
