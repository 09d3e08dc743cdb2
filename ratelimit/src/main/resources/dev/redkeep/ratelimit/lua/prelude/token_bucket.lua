-- A bucket of tokens, T4 of Trackeep: a hash of `tokens` and `last_refill`, the Unix second when they were so many. We write
-- its fraction too. In the state, that time is in microseconds.
-- span: microseconds for one token, with a fraction; most: tokens that the bucket holds.

local function token_bucket_write(key, tokens, now, span, most)
  redis.call('HSET', key, 'tokens', tokens, 'last_refill', now / 1000000)
  redis.call('PEXPIREAT', key, math.ceil((now + (most - tokens) * span) / 1000))
  return tokens, {tokens, now}
end

-- Tokens there now; and the state. A field that is no number counts as missing, and another type as none.
local function token_bucket_look(key, now, span, most)
  local held = redis.pcall('HMGET', key, 'tokens', 'last_refill')
  if other_type(held, 'HMGET', key, 'tokens') then
    return most, {most, now, other = true}
  end
  local tokens, last = tonumber(held[1]), tonumber(held[2])
  if not tokens or tokens ~= tokens then
    return most, {most, now}
  end
  last = last and math.floor(last * 1000000 + 0.5) or now
  local level = tokens + (now - last) / span
  if last <= now and level >= 0 then
    return math.min(most, level), {tokens, last}
  end
  -- After a clock that was ahead. Written, so that tokens come back from now on.
  return token_bucket_write(key, math.max(0, math.min(most, tokens)), now, span, most)
end

-- Microseconds until so many can be had.
local function token_bucket_wait(key, held, now, span, most, permits)
  local wait = math.ceil((permits - held[1]) * span)
  if held[1] + wait / span < permits then
    wait = wait + 1 -- lost by rounding
  end
  return math.max(0, wait - (now - held[2]))
end

-- Takes tokens that are there. Answers as token_bucket_look would then.
local function token_bucket_take(key, held, now, span, most, permits)
  if held.other then
    redis.call('UNLINK', key)
  end
  local tokens = math.min(most, held[1] + (now - held[2]) / span) - permits
  return token_bucket_write(key, tokens, now, span, most)
end
