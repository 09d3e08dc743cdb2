-- Takes a grant off this window's count, unless it was of one before, or before a clock that was set back.
local function fixed_window_give(key, held, now, span, most, permits, granted)
  if granted < held[1] or granted > now then
    return
  elseif held[2] > permits then
    fixed_window_write(key, held[1], held[2] - permits, span)
  else
    redis.call('UNLINK', key)
  end
end
