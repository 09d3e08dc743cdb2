-- The short way of a touch, which most of them take.

-- The answer to a touch of a hash whose last use was noted just now, and that holds what the document has; else nil.
local function recent(key, user, absolute, throttle, renewal)
  local flat = redis.pcall('HGETALL', key)
  local created, active, rotated
  for i = 1, #flat, 2 do
    local name, value = flat[i], flat[i + 1]
    if name == 'created_at' then
      created = value
    elseif name == 'last_activity' then
      active = value
    elseif name == 'rotated_at' then
      rotated = value
    elseif name == 'rotated'
      or (name == 'user_id' and value ~= user)
      or (name == 'token_type' and value ~= 'session')
      or (name == 'version' and (#value > 12 or not string.find(value, '^%d+$'))) then
      return nil
    end
  end
  rotated = rotated or created
  if not (created and active)
    or #created > 12
    or #active > 12
    or #rotated > 12
    or not string.find(created .. ' ' .. active .. ' ' .. rotated, '^%d+ %d+ %d+$') then
    return nil
  end
  local time = redis.call('TIME')
  local now = time[1] * 1000 + time[2] / 1000
  local ago = now - active * 1000
  if ago < 0 or ago >= throttle + 0 or (absolute ~= '0' and now >= (created + 1) * 1000 + absolute) then
    return nil
  end
  return {3, 0, renewal ~= '0' and now - rotated * 1000 >= renewal + 0 and 1 or 0, flat}
end
