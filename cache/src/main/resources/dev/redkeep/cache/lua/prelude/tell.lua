-- Publishes a key that is about to change. Before the change: if the user may not publish, nothing is changed.
local function tell(channel, key)
  if channel ~= '' then
    redis.call('PUBLISH', channel, key)
  end
end
