-- Lets keys live for some milliseconds from now on; 0 is for ever.
local function live(life, ...)
  if life ~= '0' then
    for _, key in ipairs({...}) do
      redis.call('PEXPIRE', key, life)
    end
  end
end
