-- Reads a session, unless its longest life is over.
-- KEYS[1]  session
-- ARGV[1]  user; empty to know it by the session
-- ARGV[2]  longest life of a session, in milliseconds; 0 for none
-- Reply: outcome: 0 there is none, 1 it is unreadable, 3 found; then 0; 0; its record.
-- Twice: harmless: it only reads.
-- Use: time, record
local held, record = read(KEYS[1], ARGV[1])
if held == nil then
  return {0}
elseif not held then
  return {1}
elseif longest(held, tonumber(ARGV[2]), clock()) <= 0 then
  return {0}
end
return {3, 0, 0, record}
