-- A board whose entries begin with the moment at which the member reached its score, so that of equal scores the earliest is
-- the best, over the full range of scores. A hash knows each member's moment: 14 hexadecimal digits, in microseconds. No
-- two are the same, and none is before another that was given earlier: the hash knows the last under the empty name.

-- What a member is called on the board; nil if it is not there.
local function field_of(keys, member)
  local moment = redis.call('HGET', keys[2], member)
  return moment and moment .. member or nil
end

local function member_of(field)
  return string.sub(field, 15)
end

-- Gives a member another score.
local function place(keys, member, field, score)
  local time = redis.call('TIME')
  local last = redis.call('HGET', keys[2], '')
  local now = math.max(time[1] * 1000000 + time[2], (last and tonumber(last, 16) or 0) + 1)
  local moment = string.format('%014x', now)
  redis.call('ZADD', keys[1], score, moment .. member) -- first, since a board that is empty for a moment loses its end
  if field then
    redis.call('ZREM', keys[1], field)
  end
  redis.call('HSET', keys[2], member, moment, '', moment)
  return moment .. member
end
