-- Takes an entry off a board, and all that was known of its member.
local function removed(keys, member, field, score)
  redis.call('ZREM', keys[1], field)
  counted(keys, score, false)
  if keys[2] then
    redis.call('HDEL', keys[2], member)
    redis.call('HDEL', keys[5], member)
    redis.call('HDEL', keys[6], member)
  end
end

-- Takes away what is beside a board without entries: it says nothing of the next one.
local function cleared(keys)
  if keys[2] and redis.call('ZCARD', keys[1]) == 0 then
    redis.call('UNLINK', unpack(keys, 2, 5))
  end
end
