-- A session's record as JSON: the four properties of Trackeep, and ours beside them. What other services put there stays,
-- byte for byte. It is known by the same names as record_hash.lua lists; times are RFC 3339, the user's id is a number or
-- a text. A user may be empty: then the record alone says whose it is.

-- What a text holds by name. nil: it is no session of the user; then true if it is another user's.
local function understand(text, user)
  local cells, found = scan(text)
  if not cells or not is_json(text) then
    return nil
  end
  local held = {}
  for name, property in pairs(PROPERTY) do
    held[name] = raw_value(text, cells, found, property)
  end
  local attributes = raw_value(text, cells, found, 'attributes')
  held.user_id = owner(held.user_id)
  for _, name in ipairs({'created_at', 'last_activity', 'rotated_at'}) do
    held[name] = held[name] and (moment(held[name]) or 'no time')
  end
  held.previous = held.previous and unquote(held.previous)
  if not held.user_id
    or not held.created_at
    or held.created_at == 'no time'
    or held.last_activity == 'no time'
    or held.rotated_at == 'no time'
    or (held.version and (#held.version > 12 or not string.find(held.version, '^%d+$')))
    or (held.rotated and held.rotated ~= 'true' and held.rotated ~= 'false')
    or (attributes and not scan(attributes)) then
    return nil
  elseif user ~= '' and held.user_id ~= user then
    return nil, true
  end
  held.rotated = held.rotated == 'true' or nil
  return held
end

-- What lies under a key. nil: nothing. false: something, but no session of the user; then nil, and true if it is another
-- user's. Else what it holds by name, and the same as the client gets it.
local function read(key, user)
  local text = redis.pcall('GET', key)
  if type(text) == 'table' then
    if string.find(text.err, 'WRONGTYPE', 1, true) then
      return false
    end
    error(text.err)
  elseif not text then
    return nil
  end
  local held, others = understand(text, user)
  if not held then
    return false, nil, others
  end
  return held, text
end

local function as_json(name, value)
  if name == 'created_at' or name == 'last_activity' or name == 'rotated_at' then
    return written(value)
  elseif name == 'rotated' then
    return 'true'
  elseif name == 'session_id' or name == 'username' or name == 'previous' then
    return quote(value)
  end
  return value
end

-- Changes a list of names, and the values of some of them; the others go.
local function change(key, names, values)
  local text = redis.call('GET', key) or '{}'
  local properties, changes, nested, inner, any = {}, {}, {}, {}, false
  for _, name in ipairs(names) do
    local value = values[name]
    if string.sub(name, 1, 5) == 'attr:' then
      local attribute = string.sub(name, 6)
      nested[#nested + 1] = attribute
      inner[attribute] = value and quote(value) or false
      any = any or value
    elseif PROPERTY[name] then
      properties[#properties + 1] = PROPERTY[name]
      changes[PROPERTY[name]] = value and as_json(name, value) or false
    end
  end
  if nested[1] then
    local cells, found = scan(text)
    local attributes = raw_value(text, cells, found, 'attributes')
    if attributes or any then
      properties[#properties + 1] = 'attributes'
      changes.attributes = edit(attributes or '{}', inner, nested)
    end
  end
  redis.call('SET', key, edit(text, changes, properties), 'KEEPTTL')
end

-- Sets a list of names and values, from one of its places on.
local function put(key, list, from)
  local names, values = {}, {}
  for i = from, #list, 2 do
    names[#names + 1] = list[i]
    values[list[i]] = list[i + 1]
  end
  change(key, names, values)
end

-- Removes a list of names.
local function drop(key, names)
  if names[1] then
    change(key, names, {})
  end
end

-- Adds to a list of names and values how a record tells its own name.
local function title(list, member)
  list[#list + 1] = 'session_id'
  list[#list + 1] = member
end

-- Whose a session is and where that user's index lies: as the caller says, or else the record. Nothing if neither does.
local function home(held, user, index)
  if user ~= '' then
    return user, index
  elseif held then
    return held.user_id, '{index}' .. held.user_id
  end
  return user
end
