-- JSON objects as text, of which some properties change and all other bytes stay: what another service wrote there may be
-- more than Lua's numbers and tables can hold. Each walk steps over strings and nested values, in linear time.

local SPACE = '[ \t\n\r]*'

-- The place of the quote that ends a string, from a place in it on; nil if there is none.
local function closing_quote(text, at)
  while true do
    local mark = string.find(text, '["\\]', at)
    if not mark or string.byte(text, mark) == 34 then
      return mark
    end
    at = mark + 2
  end
end

-- The last place of a value that begins at a place; nil if it has no end, or is nested more than 600 deep.
local function value_end(text, at)
  local first = string.byte(text, at)
  if first == 34 then
    return closing_quote(text, at + 1)
  elseif first ~= 123 and first ~= 91 then
    local _, last = string.find(text, '^[%w+.-]+', at)
    return last
  end
  local depth, mark = 1, at
  while depth > 0 do
    mark = string.find(text, '["%[%]{}]', mark + 1)
    local byte = mark and string.byte(text, mark)
    if byte == 34 then
      mark = closing_quote(text, mark + 1)
    elseif byte == 123 or byte == 91 then
      depth = depth + 1
    else
      depth = depth - 1
    end
    if not mark or depth > 600 then
      return nil
    end
  end
  return mark
end

-- A text as a JSON string. The encoder escapes each slash, which JSON does not ask for.
local function quote(text)
  return (string.gsub(cjson.encode(text), '\\/', '/'))
end

-- What a JSON string says; nil if it is none.
local function unquote(raw)
  local ok, list = pcall(cjson.decode, '[' .. raw .. ']')
  return ok and type(list[1]) == 'string' and list[1] or nil
end

-- Whether a text is JSON. The decoder refuses a lone surrogate, which JSON allows as an escape.
local function is_json(text)
  return pcall(cjson.decode, text) or pcall(cjson.decode, (string.gsub(text, '\\u[dD][89a-fA-F]%x%x', '\\u0041')))
end

-- Walks an object. nil: it is none, or has a name twice. Else the cells between its commas, five slots each: the name,
-- then the places of the cell's first byte, the value's first and last, and the cell's last; where the cell of a name
-- begins in that list; and the places before and behind all cells.
local function scan(text)
  local cells, found = {}, {}
  local at = string.match(text, '^' .. SPACE .. '{()')
  local before = at
  local mark = at and string.match(text, '^' .. SPACE .. '}()', at)
  local behind = at
  while at and not mark do
    local name, from = string.match(text, '^[ \t\n\r]*"([^"\\]*)"[ \t\n\r]*:[ \t\n\r]*()', at)
    if not name then
      local open = string.match(text, '^[ \t\n\r]*()"', at)
      local close = open and closing_quote(text, open + 1)
      from = close and string.match(text, '^[ \t\n\r]*:[ \t\n\r]*()', close + 1)
      name = from and (unquote(string.sub(text, open, close)) or string.sub(text, open, close))
    end
    local to = from and value_end(text, from)
    local comma, next_at = string.match(text, '^[ \t\n\r]*([,}])()', to and to + 1 or #text + 1)
    if not comma or found[name] then
      return nil
    end
    local i = #cells
    found[name] = i + 1
    cells[i + 1], cells[i + 2], cells[i + 3], cells[i + 4], cells[i + 5] = name, at, from, to, next_at - 2
    at, behind = next_at, next_at - 1
    mark = comma == '}' and next_at
  end
  if not mark or string.find(text, '[^ \t\n\r]', mark) then
    return nil
  end
  return cells, found, before - 1, behind
end

-- The value of a name as its JSON text; nil if it is absent or null.
local function raw_value(text, cells, found, name)
  local i = found[name]
  local raw = i and string.sub(text, cells[i + 2], cells[i + 3])
  return raw ~= 'null' and raw or nil
end

-- An object's text with some values changed. They are given by name, as JSON text, false for what is to go; new ones are
-- put at the end in the order of a list of names.
local function edit(text, changes, names)
  local cells, found, before, behind = scan(text)
  local parts = {}
  for i = 1, #cells, 5 do
    local value = changes[cells[i]]
    if value then
      parts[#parts + 1] = string.sub(text, cells[i + 1], cells[i + 2] - 1)
        .. value
        .. string.sub(text, cells[i + 3] + 1, cells[i + 4])
    elseif value == nil then
      parts[#parts + 1] = string.sub(text, cells[i + 1], cells[i + 4])
    end
  end
  for _, name in ipairs(names) do
    if changes[name] and not found[name] then
      parts[#parts + 1] = quote(name) .. ':' .. changes[name]
      found[name] = 0
    end
  end
  return string.sub(text, 1, before) .. table.concat(parts, ',') .. string.sub(text, behind)
end
