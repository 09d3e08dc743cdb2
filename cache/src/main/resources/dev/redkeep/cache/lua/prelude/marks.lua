-- A cache's clock: an era of 26 bits, drawn at random when there is no clock, and a count of 26 bits. A mark's number is what the
-- clock told when it was set, and three digits drawn at random: should a failover lose the clock's last ticks, the next mark that is
-- set at the same tick is another nevertheless.
local ERA = 67108864
local SALTS = 1000

local function text(number)
  return string.format('%.0f', number)
end

local function era(number)
  return math.floor(number / ERA)
end

-- How often marks were set in this cache.
local function ticks(key, era)
  local held = tonumber(redis.call('GET', key) or '')
  if not held then
    held = era * ERA + 1
    redis.call('SET', key, text(held))
  end
  return held
end
