-- Where a member is: its score, its rank and how many are before it; false if it is not on the board.
local function position(keys, member)
  local field = field_of(keys, member)
  local held = field and redis.call('ZSCORE', keys[1], field)
  if not held then
    return false
  end
  local score = text(tonumber(held))
  return {score, rank_of(keys, field, score)}
end
