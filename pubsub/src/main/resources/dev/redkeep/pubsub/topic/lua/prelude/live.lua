-- Lets keys live for some milliseconds from now on; 0 is for ever.
local function live(life, ...)
  if life ~= '0' then
    for _, key in ipairs({...}) do
      redis.call('PEXPIRE', key, life)
    end
  end
end
-- What is known of a topic lives twice as long, so that one that is over, and begun anew, tells what was missed.
local function live_on(life, key)
  if life ~= '0' then
    redis.call('PEXPIRE', key, string.format('%.0f', 2 * life))
  end
end
