-- A board that needs nothing beside it for its ranks.

-- The reply for one that lacks something: never any.
local function lacking(keys)
end
