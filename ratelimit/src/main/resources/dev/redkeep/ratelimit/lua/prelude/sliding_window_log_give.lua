-- Removes entries of just that grant, if they still count.
local function sliding_window_log_give(key, held, now, span, most, permits, granted)
  if granted <= now - span then
    return
  end
  local score = sliding_window_log_score(granted)
  local entries = redis.call('ZRANGEBYSCORE', key, score, score, 'LIMIT', 0, permits)
  for i = 1, #entries, 1000 do
    redis.call('ZREM', key, unpack(entries, i, math.min(i + 999, #entries)))
  end
  local last = sliding_window_log_at(key, -1)
  if last then
    redis.call('PEXPIREAT', key, math.ceil((last + span) / 1000))
  end
end
