-- Gives back what has not come back since the grant: if all that came back in that time was of it, no permit is there twice,
-- whichever other grants are given back too. One of the future is of before a clock that was set back: what came back is unknown.
local function gcra_give(key, full, now, span, most, permits, granted)
  local back = permits * span - (now - granted)
  if back <= 0 or granted > now then
    return
  elseif full - back > now then
    gcra_store(key, full - back)
  else
    redis.call('UNLINK', key)
  end
end
