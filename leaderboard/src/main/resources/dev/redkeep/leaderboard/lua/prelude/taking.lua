-- Takes members off a board, with all that was known of them, and tells how many were there.
local function taken(keys, members)
  local count = 0
  for _, member in ipairs(members) do
    local field = field_of(keys, member)
    local held = field and redis.call('ZSCORE', keys[1], field)
    if held then
      removed(keys, member, field, text(tonumber(held)))
      count = count + 1
    end
  end
  cleared(keys)
  return count
end
