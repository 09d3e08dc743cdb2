-- Entries: what is stored for a change, its version in decimal, + for a value or - for a deletion, and the value.

-- A number as text, whole.
local function text(number)
  return string.format('%.0f', number)
end

-- The version of an entry; empty if there is none, or it cannot be read.
local function version(entry)
  local digits = entry and string.match(entry, '^([1-9]%d*)[+-]') or ''
  return #digits <= 16 and digits or ''
end
