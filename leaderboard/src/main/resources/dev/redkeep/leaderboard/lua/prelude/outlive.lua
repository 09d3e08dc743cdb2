-- Lets a board, and what is beside it but not what is known of members, live for some milliseconds at least.
local function outlive(keys, millis)
  for i = 1, math.min(#keys, 5) do
    local left = redis.call('PTTL', keys[i])
    if left >= 0 and left < millis then
      redis.call('PEXPIRE', keys[i], millis)
    end
  end
end
