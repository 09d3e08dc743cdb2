-- Time in Unix milliseconds.

-- What a test gives as text, or else the server's.
local function clock(given)
  local now = tonumber(given)
  if not now then
    local time = redis.call('TIME')
    now = time[1] * 1000 + math.floor(time[2] / 1000)
  end
  return now
end

-- As Redis takes it: in all its digits.
local function text(millis)
  return string.format('%.0f', millis)
end
