-- 1, 2, 2, 4: equal scores share a rank, and as many ranks behind it are left out.

-- The rank of an entry, and how many are better.
local function rank_of(keys, field, score)
  local before = better(keys[1], score)
  return before + 1, before
end

-- The rank that a score would have.
local function rank_with(keys, score)
  return better(keys[1], score) + 1
end

-- One of the entries of the rank before, and its score; nothing for the best.
local function ahead(keys, field, score)
  return next_better(keys[1], score)
end

-- Notes that one member has another score; false for none.
local function counted(keys, old, new)
end
