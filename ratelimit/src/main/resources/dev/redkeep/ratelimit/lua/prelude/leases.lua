-- Leases: a sorted set of their ids by their ends, in Unix microseconds. An id tells after a colon how long its lease lasts.

-- Microseconds as text, whole.
local function text(micros)
  return string.format('%.0f', micros)
end

-- The latest that a lease can end: as if it were taken now. One that does not tell how long it lasts is taken for the caller's.
local function latest(id, now, span)
  return now + (tonumber(string.match(id, ':(%d+)$')) or span)
end

-- When the last of them ends; now if there is none. If that is later than it can be, the clock was set back: then all that end
-- too late end as if they were taken now, so that the place of a holder that died is free after its lease.
local function last(key, now, span)
  local held = redis.call('ZRANGE', key, -1, -1, 'WITHSCORES')
  if not held[1] then
    return now
  elseif tonumber(held[2]) <= latest(held[1], now, span) then
    return tonumber(held[2])
  end
  held = redis.call('ZRANGEBYSCORE', key, '(' .. text(now), '+inf', 'WITHSCORES')
  local ends = now
  for i = 1, #held, 2 do
    local cut = math.min(tonumber(held[i + 1]), latest(held[i], now, span))
    redis.call('ZADD', key, text(cut), held[i])
    ends = math.max(ends, cut)
  end
  redis.call('PEXPIREAT', key, text(math.ceil(ends / 1000)))
  return ends
end

-- Enters a lease, or moves its end, and lets the key live as long as the last of them. Answers when that ends.
local function enter(key, id, now, span)
  local ends = math.max(last(key, now, span), now + span)
  redis.call('ZADD', key, text(now + span), id)
  redis.call('PEXPIREAT', key, text(math.ceil(ends / 1000)))
  return ends
end
