-- Changes what a session holds, only if it still lives and has not just got another token. Its end stays.
-- KEYS[1]    session
-- ARGV[1]    user; empty to know it by the session
-- ARGV[2]    longest life of a session, in milliseconds; 0 for none
-- ARGV[3]    the version it must have; empty for any
-- ARGV[4]    how many names to remove
-- ARGV[5..]  those names; then what to set, each as its name and its value
-- Reply: outcome: 0 there is none, 1 it is unreadable, 2 it has another version, 3 done, 4 it is what a rotation left under
--        the old token; its version, if it is 2 or 3.
-- Use: time, record
local held = read(KEYS[1], ARGV[1])
if held == nil then
  return {0}
elseif not held then
  return {1}
elseif longest(held, tonumber(ARGV[2]), clock()) <= 0 then
  return {0}
elseif held.rotated then
  return {4}
end
local version = held.version or '0'
if ARGV[3] ~= '' and ARGV[3] ~= version then
  return {2, version}
end
version = string.format('%d', version + 1)
local set = 5 + tonumber(ARGV[4])
local removed = {}
for i = 5, set - 1 do
  removed[#removed + 1] = ARGV[i]
end
put(KEYS[1], {'version', version}, 1)
drop(KEYS[1], removed)
put(KEYS[1], ARGV, set)
return {3, version}
