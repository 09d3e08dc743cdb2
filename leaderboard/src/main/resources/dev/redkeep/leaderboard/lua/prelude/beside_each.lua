-- What beside.lua says of the boards of some windows, whose keys a script has one after another: how many of all its keys are before
-- what is not there counts too.

-- The reply; nil if nothing is lacking beside any.
local function each_lacking(boards)
  local before = 0
  for _, keys in ipairs(boards) do
    local lacked = lacking(keys)
    if lacked then
      return lacked - before
    end
    before = before + #keys
  end
end
