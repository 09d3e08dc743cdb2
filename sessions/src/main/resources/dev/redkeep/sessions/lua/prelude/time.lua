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

-- Lets a key go in some milliseconds; the least is one.
local function expire(key, millis)
  redis.call('PEXPIRE', key, string.format('%.0f', math.max(1, math.ceil(millis))))
end
