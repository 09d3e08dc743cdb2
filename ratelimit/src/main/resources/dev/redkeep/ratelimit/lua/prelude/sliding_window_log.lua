-- A log of permits, T3 of Trackeep: a sorted set of them by the Unix second, with its fraction, in which they were taken. One
-- counts until the window is over since. The state is how many count, and when the last one was taken.
-- span: the window in microseconds; most: permits in a window.

local function sliding_window_log_score(micros)
  return string.format('%.6f', micros / 1000000)
end

-- The microsecond of a score, rounded up.
local function sliding_window_log_time(score)
  local seconds = tonumber(score)
  local micros = math.floor(seconds * 1000000 + 0.5)
  return micros / 1000000 < seconds and micros + 1 or micros
end

-- When the permit at some place was taken; nil if there is none.
local function sliding_window_log_at(key, place)
  local score = redis.call('ZRANGE', key, place, place, 'WITHSCORES')[2]
  return score and sliding_window_log_time(score)
end

-- Permits to be had now; and the state. Another type counts as nothing.
local function sliding_window_log_look(key, now, span, most)
  local newest = redis.pcall('ZRANGE', key, -1, -1, 'WITHSCORES')
  if other_type(newest, 'ZRANGE', key, -1, -1) then
    return most, {0, now, other = true}
  end
  local last = newest[2] and sliding_window_log_time(newest[2])
  if not last or last <= now - span then
    return most, {0, now}
  elseif last > now then
    -- After a clock that was ahead. Written, so that what it took counts for one window from now on.
    for _, member in ipairs(redis.call('ZRANGEBYSCORE', key, '(' .. sliding_window_log_score(now), '+inf')) do
      redis.call('ZADD', key, sliding_window_log_score(now), member)
    end
    redis.call('PEXPIREAT', key, math.ceil((now + span) / 1000))
    last = now
  end
  local used = redis.call('ZCOUNT', key, '(' .. sliding_window_log_score(now - span), '+inf')
  return math.max(0, most - used), {used, last}
end

-- Microseconds until so many can be had.
local function sliding_window_log_wait(key, held, now, span, most, permits)
  if held.other or held[1] <= most - permits then
    return 0
  elseif permits == most then
    return held[2] + span - now
  end
  return (sliding_window_log_at(key, permits - most - 1) or now) + span - now
end

-- Takes permits that are there. Answers as sliding_window_log_look would then.
local function sliding_window_log_take(key, held, now, span, most, permits)
  if held.other then
    redis.call('UNLINK', key)
  end
  redis.call('ZREMRANGEBYSCORE', key, '-inf', sliding_window_log_score(now - span))
  local score, left, number = sliding_window_log_score(now), permits, held[1]
  while left > 0 do
    local entries = {}
    for i = 1, math.min(2 * left, 2000), 2 do
      entries[i], entries[i + 1] = score, string.format('%.0f:%d', now, number)
      number = number + 1
    end
    left = left - redis.call('ZADD', key, unpack(entries))
  end
  redis.call('PEXPIREAT', key, math.ceil((now + span) / 1000))
  return math.max(0, most - held[1] - permits), {held[1] + permits, now}
end
