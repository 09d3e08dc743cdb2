-- Lets a message wait for its next try. The topic may live on by other messages for as long as this one waits.
local function wait_for_next_try(waiting, id, tries, now, life, delay)
  local lives = redis.call('PTTL', waiting)
  redis.call('ZADD', waiting, string.format('%.4f', now + delay), id .. ' ' .. tries)
  if life ~= '0' then
    redis.call('PEXPIRE', waiting, string.format('%.0f', math.max(lives, life + delay)))
  end
end
