-- How sessions end, whatever the form of record and index.

-- What the index calls a session: its key without what every session key of the user begins with.
local function name(key, prefix)
  return string.sub(key, #prefix + 1)
end

-- Ends what a rotation left under the old token, unless that has become another session.
local function finish_previous(prefix, user, held)
  if held and held.previous then
    local old = read(prefix .. held.previous, user)
    if old and old.rotated then
      redis.call('UNLINK', prefix .. held.previous)
    end
  end
end

-- Ends a session, also if it is unreadable, and before the index is met, which may be damaged; but not what an index
-- calls by a name that another user's session has by now. Tells how many ended.
local function finish(index, prefix, user, member)
  local held, _, others = read(prefix .. member, user)
  local ended = others and 0 or redis.call('UNLINK', prefix .. member)
  finish_previous(prefix, user, held)
  leave(index, member)
  return ended
end

-- Removes from the index all whose session is gone. Tells how many.
local function sweep(index, prefix)
  local swept = 0
  for _, member in ipairs(members(index)) do
    if redis.call('EXISTS', prefix .. member) == 0 then
      swept = swept + leave(index, member)
    end
  end
  return swept
end
