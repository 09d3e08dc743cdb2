-- Time, by the server's clock.

-- The server's clock in Unix milliseconds, with a fraction; and in Unix seconds as text.
local function clock()
  local time = redis.call('TIME')
  return time[1] * 1000 + time[2] / 1000, time[1]
end

-- Unix seconds as text.
local function seconds(now)
  return string.format('%d', math.floor(now / 1000))
end

-- How many milliseconds are left of a session's longest life, counted from the end of the second it was created in.
local function longest(held, absolute, now)
  return absolute == 0 and math.huge or (held.created_at + 1) * 1000 + absolute - now
end

-- Lets a key go at a time. Redis keeps a key through the millisecond of its end, so that is the one before: else a session
-- that its record says is over would still be there.
local function expire(key, ends)
  redis.call('PEXPIREAT', key, string.format('%.0f', math.ceil(ends) - 1))
end
