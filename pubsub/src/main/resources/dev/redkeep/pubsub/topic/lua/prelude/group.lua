-- Calls on a group. One that somebody removed is made again, where all before is known to be handled. Uses place, live.
local made_again = 0
local function make_again(keys, group)
  local from = redis.call('HGET', keys.far, 'floor') or '0-0'
  local fresh = redis.call('EXISTS', keys.topic) == 0
  redis.call('XGROUP', 'CREATE', keys.topic, group, from, 'MKSTREAM')
  if fresh then
    live(keys.life, keys.topic)
  end
  made_again = 1
  local _, number = place(from)
  local last = redis.call('HGET', keys.far, 'number')
  local top = tonumber(redis.call('GET', keys.number) or '0')
  if last and top and top < tonumber(last) then
    redis.call('HDEL', keys.far, 'number') -- the topic itself is another one, which is told with its first message
    redis.call('HSET', keys.far, 'restarted', redis.call('HGET', keys.far, 'last'))
  elseif last and number > 0 then
    redis.call('HSET', keys.far, 'number', string.format('%.0f', number))
  end
  redis.call('HSET', keys.far, 'last', from) -- what comes again is not handled yet
end
local function of_group(keys, group, ...)
  local told = redis.pcall(...)
  if type(told) == 'table' and told.err then
    if string.find(told.err, 'NOGROUP', 1, true) == nil then
      error(told.err)
    end
    make_again(keys, group)
    return redis.call(...)
  end
  return told
end
