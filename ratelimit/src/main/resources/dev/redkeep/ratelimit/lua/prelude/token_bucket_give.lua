-- Gives back what has not come back since the grant, as gcra_give does.
local function token_bucket_give(key, held, now, span, most, permits, granted)
  local back = permits - (now - granted) / span
  if back <= 0 or granted > now then
    return
  end
  local tokens = math.min(most, held[1] + (now - held[2]) / span) + back
  local whole = math.floor(tokens + 0.5)
  if math.abs(tokens - whole) < 1e-9 then
    tokens = whole -- else the last permit would be lost by rounding
  end
  if tokens < most then
    token_bucket_write(key, tokens, now, span, most)
  else
    redis.call('UNLINK', key)
  end
end
