-- The short way of a touch, which most of them take.

-- The answer to a touch of JSON whose last use was noted just now, and that holds what the document has; else nil. Of the
-- times only those are parsed that it turns on.
local function recent(key, user, absolute, throttle, renewal)
  local text = redis.pcall('GET', key)
  local cells, found
  if type(text) == 'string' then
    cells, found = scan(text)
  end
  if not cells or found[PROPERTY.rotated] then
    return nil
  end
  local whose = owner(raw_value(text, cells, found, PROPERTY.user_id))
  local active = raw_value(text, cells, found, PROPERTY.last_activity)
  local created = raw_value(text, cells, found, PROPERTY.created_at)
  if not whose or (user ~= '' and whose ~= user) or not active or not created then
    return nil
  end
  local rotated = created
  if absolute ~= '0' or renewal ~= '0' then
    rotated = moment(raw_value(text, cells, found, PROPERTY.rotated_at) or created)
    created = moment(created)
  end
  active = moment(active)
  if not active or not created or not rotated then
    return nil
  end
  local time = redis.call('TIME')
  local now = time[1] * 1000 + time[2] / 1000
  local ago = now - active * 1000
  if ago < 0 or ago >= throttle + 0 or (absolute ~= '0' and now >= (created + 1) * 1000 + absolute) then
    return nil
  end
  return {3, 0, renewal ~= '0' and now - rotated * 1000 >= renewal + 0 and 1 or 0, text, math.floor(now)}
end
