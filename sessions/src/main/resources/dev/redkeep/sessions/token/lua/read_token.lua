-- Reads a token and how long it will still be kept.
-- KEYS[1]  token (string)
-- Reply: nil if there is none; an empty table if the key holds no string; else two slots: the token, and the milliseconds
--        left, nil if it never expires.
-- Twice: harmless: it only reads.
local kind = redis.call('TYPE', KEYS[1]).ok
if kind == 'none' then
  return false
elseif kind ~= 'string' then
  return {}
end
local left = redis.call('PTTL', KEYS[1])
return {redis.call('GET', KEYS[1]), left >= 0 and left}
