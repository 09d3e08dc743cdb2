-- Time, by a key that the test writes, in Unix microseconds.
local function clock()
  return tonumber(redis.call('GET', 'clock'))
end
