-- Reads marks. One that is missing, or is of another era than the clock, becomes what the clock tells; negative, unless it once was
-- set: so a mark that Redis lost makes what was stored under it invalid, and one that never was set can be told from one that was.
-- KEYS[1]   the cache's clock
-- KEYS[2..] marks
-- ARGV[1]   an era for a clock that is missing, from 1 to 2^26 - 1
-- ARGV[2]   how long to keep a mark, in milliseconds; 0 for ever, also one that another process keeps for some time
-- ARGV[3]   how long something that is stored under a mark lives at most, in milliseconds: a mark that ends sooner is renewed
-- Reply: the clock's number; then for each mark: its number; 1 if it was missing, 2 if it was of an older era, else 0. All as text.
-- Twice: harmless: what the first run set is answered as it is, and at most keeps one load from being stored.
-- Use: marks, store
local now = ticks(KEYS[1], tonumber(ARGV[1]))
local reply = {text(now)}
for i = 2, #KEYS do
  local held, state = redis.call('GET', KEYS[i]), '0'
  local number = tonumber(held or '')
  if not number or era(math.abs(number) / SALTS) ~= era(now) then
    state = number and '2' or '1'
    held = (number and number > 0 and '' or '-') .. text(now) .. '000'
    store(KEYS[i], held, ARGV[2])
  else
    local left = redis.call('PTTL', KEYS[i])
    if left >= 0 and ARGV[2] == '0' then
      redis.call('PERSIST', KEYS[i])
    elseif left >= 0 and left <= tonumber(ARGV[3]) then
      redis.call('PEXPIRE', KEYS[i], ARGV[2])
    end
  end
  reply[#reply + 1] = held
  reply[#reply + 1] = state
end
return reply
