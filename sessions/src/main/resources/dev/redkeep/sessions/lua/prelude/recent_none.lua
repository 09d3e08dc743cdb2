-- Where the client has looked before: a touch has no short way.
local function recent()
  return nil
end
