-- What entries in a row tell: how many the board has, how many are before the first, its rank, and all with their scores.
local function page(keys, before, entries)
  local total = redis.call('ZCARD', keys[1])
  if not entries[1] then
    return {total}
  end
  local rank = rank_of(keys, entries[1], text(tonumber(entries[2])))
  return {total, before, rank, entries}
end
