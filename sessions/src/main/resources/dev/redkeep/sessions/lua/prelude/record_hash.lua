-- A session's record as a hash: the fields that Discours documents, and ours beside them. What other services put there
-- stays. A record is known by what it holds under these names, whatever its form:
--   user_id, username, token_type, created_at, last_activity, auth_data, device_info  as documented; times in Unix seconds
--   version     how often it was updated; absent for never
--   rotated_at  when it got its present token, in Unix seconds; absent if that is its first
--   previous    what the index called it before a rotation with a grace
--   rotated     '1' in what is left under the old token for that grace
--   attr:…      what the application keeps with it

local function is_whole(text)
  return not text or (#text <= 12 and string.find(text, '^%-?%d+$') ~= nil)
end

-- What lies under a key. nil: nothing. false: something, but no session of the user. Else what it holds by name, and
-- the same as the client gets it.
local function read(key, user)
  local flat = redis.pcall('HGETALL', key)
  if flat.err and string.find(flat.err, 'WRONGTYPE', 1, true) then
    return false
  elseif flat.err then
    error(flat.err)
  elseif not flat[1] then
    return nil
  end
  local held = {}
  for i = 1, #flat, 2 do
    held[flat[i]] = flat[i + 1]
  end
  if not held.created_at
    or (held.user_id or user) ~= user
    or (held.token_type or 'session') ~= 'session'
    or not (is_whole(held.created_at) and is_whole(held.last_activity))
    or not (is_whole(held.rotated_at) and is_whole(held.version)) then
    return false
  end
  return held, flat
end

-- Sets a list of names and values, from one of its places on. Lua passes some thousands at a time, no more.
local function put(key, list, from)
  for i = from, #list, 1000 do
    redis.call('HSET', key, unpack(list, i, math.min(i + 999, #list)))
  end
end

-- Removes a list of names.
local function drop(key, names)
  for _, name in ipairs(names) do
    redis.call('HDEL', key, name)
  end
end

-- Adds to a list of names and values how a record tells its own name: a hash does not.
local function title(list, member) end

-- Whose a session is and where that user's index lies.
local function home(held, user, index)
  return user, index
end
