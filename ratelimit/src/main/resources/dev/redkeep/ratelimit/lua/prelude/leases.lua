-- Leases: a sorted set of their ids by their ends, in Unix microseconds.

-- Microseconds as text, whole.
local function text(micros)
  return string.format('%.0f', micros)
end

-- When the last of them ends.
local function last(key)
  return redis.call('ZRANGE', key, -1, -1, 'WITHSCORES')[2]
end

-- Enters a lease, or moves its end, and lets the key live as long as the last of them.
local function enter(key, id, ends)
  redis.call('ZADD', key, text(ends), id)
  redis.call('PEXPIREAT', key, text(math.ceil(last(key) / 1000)))
end
