-- Lets a message that could not be handled wait for its next try, or puts it among the dead letters; if it is the consumer's still.
-- KEYS[1]   the topic
-- KEYS[2]   what waits for its next try, by when: its place and how often it was tried
-- KEYS[3]   the dead letters, a stream
-- ARGV[1]   the group
-- ARGV[2]   the consumer
-- ARGV[3]   the message's place
-- ARGV[4]   how often it was tried
-- ARGV[5]   in how many milliseconds it is tried again; -1 for never
-- ARGV[6]   what was wrong
-- ARGV[7]   how many dead letters are kept, about
-- ARGV[8]   how long what is written lives, in milliseconds; 0 for ever
-- Reply: 1 if that was done; 0 if another one has it, and it is left to that; 2 if it is not in the topic any more, which is to be told and
--        then acknowledged.
-- Use: clock, place, live, wait
local held = redis.pcall('XPENDING', KEYS[1], ARGV[1], ARGV[3], ARGV[3], 1, ARGV[2])
if held.err or #held == 0 then
  local others = redis.pcall('XPENDING', KEYS[1], ARGV[1], ARGV[3], ARGV[3], 1)
  if #redis.call('XRANGE', KEYS[1], ARGV[3], ARGV[3]) == 0 and (others.err or #others == 0) then
    return 2
  elseif not others.err then
    return 0
  end -- else the group was removed
end
if ARGV[5] ~= '-1' then
  wait_for_next_try(KEYS[2], ARGV[3], ARGV[4], clock(), ARGV[8], ARGV[5])
else
  local entry = redis.call('XRANGE', KEYS[1], ARGV[3], ARGV[3])[1]
  if entry then
    local said = {'group', ARGV[1], 'tries', ARGV[4], 'error', ARGV[6], 'origin', ARGV[3]}
    for i = 1, #entry[2], 2 do
      if entry[2][i] == 'redkeep:origin' then
        said[8] = place(entry[2][i + 1]) and entry[2][i + 1] or said[8]
      elseif entry[2][i] ~= 'redkeep:for' then
        said[#said + 1] = 'said-' .. entry[2][i]
        said[#said + 1] = entry[2][i + 1]
      end
    end
    redis.call('XADD', KEYS[3], 'MAXLEN', '~', ARGV[7], '*', unpack(said))
    live(ARGV[8], KEYS[3])
  else
    return 2
  end
end
redis.call('XACK', KEYS[1], ARGV[1], ARGV[3])
return 1
