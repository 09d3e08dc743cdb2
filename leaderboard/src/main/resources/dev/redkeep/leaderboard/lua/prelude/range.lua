-- What entries behind some places and up to another tell, of which some are left out: as page, then how many they are.
local function range(keys, before, behind, skip, count)
  local first = before + skip
  local last = math.min(first + count, behind) - 1
  local told = page(keys, first, first <= last and redis.call(RANGE, keys[1], first, last, 'WITHSCORES') or {})
  told[#told + 1] = behind - before
  return told
end
