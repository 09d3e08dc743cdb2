-- A board with members that lacks what its options keep beside it was kept with others, or lost it: its ranks would be wrong. Then
-- a script changes nothing and replies -n, where the n-th of its keys is not there.

-- That reply; nil if nothing is lacking, or the board has no members.
local function lacking(keys)
  if redis.call('EXISTS', unpack(keys, {first}, {last})) > {last} - {first} or redis.call('ZCARD', keys[1]) == 0 then
    return nil
  end
  local missing = {first}
  while redis.call('EXISTS', keys[missing]) == 1 do
    missing = missing + 1
  end
  return -missing
end
