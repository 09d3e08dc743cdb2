-- Takes a grant off the window that counted it, this one or the one before, so that the rest stands as if it had not been;
-- unless it was before a clock that was set back.
local function sliding_window_counter_give(key, held, now, span, most, permits, granted)
  local start, current, previous = held[1], held[2], held[3]
  if granted > now then
    return
  elseif granted >= start then
    current = math.max(0, current - permits)
  elseif granted >= start - span then
    previous = math.max(0, previous - permits)
  else
    return
  end
  if current + previous > 0 then
    sliding_window_counter_write(key, start, current, previous, span)
  else
    redis.call('UNLINK', key)
  end
end
