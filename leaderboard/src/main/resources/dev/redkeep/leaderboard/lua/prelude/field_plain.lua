-- A board whose entries are its members, so that others can read and write it; of equal scores, their bytes decide.

-- What a member is called on the board.
local function field_of(keys, member)
  return member
end

local function member_of(field)
  return field
end

-- Gives a member another score.
local function place(keys, member, field, score)
  redis.call('ZADD', keys[1], score, member)
  return member
end
