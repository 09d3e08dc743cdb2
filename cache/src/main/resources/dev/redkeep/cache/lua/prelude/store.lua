-- Stores bytes for some milliseconds; for ever if these are 0.
local function store(key, bytes, millis)
  if millis == '0' then
    redis.call('SET', key, bytes)
  else
    redis.call('SET', key, bytes, 'PX', millis)
  end
end
