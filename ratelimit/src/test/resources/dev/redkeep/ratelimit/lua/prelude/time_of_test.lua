-- Time, as a test sets it.

-- Unix microseconds.
local function clock()
  return tonumber(redis.call('GET', 'test:clock'))
end
