-- The generic cell rate algorithm: a string, the time in Unix microseconds when all permits are back.
-- span: whole microseconds for one permit; most: permits at once. So all numbers are whole, and nothing is lost by rounding.

-- As text: Redis would write a number by %.17g, which takes it a microsecond.
local function gcra_store(key, full)
  redis.call('SET', key, string.format('%d', full), 'PXAT', string.format('%d', math.ceil(full / 1000)))
end

-- Permits to be had now; and the state. What is no number, or another type, counts as nothing; SET replaces it.
local function gcra_look(key, now, span, most)
  local held = redis.pcall('GET', key)
  local full = tonumber(held)
  if not full or not (full > now) then
    if not full and held and held.err and not string.find(held.err, 'WRONGTYPE', 1, true) then
      redis.call('GET', key) -- raises it
    end
    return most, now
  end
  local fullest = now + most * span
  if full > fullest then
    -- After a higher limit, or a clock that was set back. Written, so that permits come back from now on.
    full = fullest
    gcra_store(key, full)
  end
  return (fullest - full) / span, full
end

-- Microseconds until so many can be had.
local function gcra_wait(key, full, now, span, most, permits)
  local wait = full - now - (most - permits) * span
  return wait > 0 and wait or 0
end

-- Takes permits that are there. Answers as gcra_look would then.
local function gcra_take(key, full, now, span, most, permits)
  full = full + permits * span
  gcra_store(key, full)
  return most - (full - now) / span, full
end
