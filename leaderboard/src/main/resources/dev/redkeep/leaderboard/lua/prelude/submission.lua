-- How scores get on a board: first all are decided, then all are written.

-- What a rule makes of an old score, if there is one, and a submitted one. A sum ends at a bound; one that was beyond it stays there,
-- or goes back by what is added: an addition takes nothing away.
local function decide(rule, old, score, least, most)
  if rule == 'sum' and not old then
    return math.min(math.max(score, least), most)
  elseif rule == 'sum' then
    return score < 0 and math.min(old, math.max(old + score, least)) or math.max(old, math.min(old + score, most))
  elseif not old or rule == 'set' then
    return score
  elseif rule == 'best' then
    return beats(score, old) and score or old
  end
  return beats(score, old) and old or score
end

-- Decides for each member: its name, its entry, its old score, its new one. Nil if a sum would get to 2^53, or stay beyond it:
-- there not every whole number is exact, and what is added may change nothing. By the rule 'last' each comes with the moment at
-- which it was reached, and a later one stays. Before a board's first score, what was beside another one goes: that was deleted
-- by others.
local function decided(keys, rule, least, most, submitted)
  if keys[2] and redis.call('ZCARD', keys[1]) == 0 then
    redis.call('UNLINK', unpack(keys, 2, 5))
  end
  local changes, last = {}, rule == 'last'
  for i = 1, #submitted, last and 3 or 2 do
    local member, score = submitted[i], tonumber(submitted[i + 1])
    local field = field_of(keys, member)
    local held = field and redis.call('ZSCORE', keys[1], field)
    local old, reached = held and tonumber(held) or nil, last and submitted[i + 2]
    local new = not last and decide(rule, old, score, least, most) or score
    local known = reached and old and redis.call('HGET', keys[5], member)
    if known and tonumber(known) > tonumber(reached) then
      new, reached = old, false
    end
    if rule == 'sum' and (score ~= 0 or new ~= old) and math.abs(new) >= 9007199254740992 then
      return nil
    end
    changes[#changes + 1] = {member = member, field = field, old = old, new = new, reached = reached}
  end
  return changes
end

-- Writes what was decided. Tells, for all in one list: the old score and rank, or false twice; the new score and rank.
local function written(keys, changes)
  local told = {}
  for i, change in ipairs(changes) do
    local old = change.old and text(change.old)
    told[4 * i - 3] = old or false
    told[4 * i - 2] = old and rank_of(keys, change.field, old) or false
  end
  for _, change in ipairs(changes) do
    if change.old ~= change.new then
      local new = text(change.new)
      counted(keys, change.old and text(change.old), new)
      change.field = place(keys, change.member, change.old and change.field, new)
    end
    if change.reached then
      redis.call('HSET', keys[5], change.member, change.reached)
    end
  end
  for i, change in ipairs(changes) do
    local new = text(change.new)
    told[4 * i - 1] = new
    told[4 * i] = rank_of(keys, change.field, new)
  end
  return told
end
