-- Lists a user's sessions, and prunes the tokens whose session is gone.
-- KEYS[1]  the user's index (set of tokens)
-- ARGV[1]  what every session key of the user begins with
-- Reply: for each session a pair: its token, and its fields, each as its name and its value; no fields if the key holds
--        no hash.
local sessions = {}
for _, token in ipairs(redis.call('SMEMBERS', KEYS[1])) do
  local key = ARGV[1] .. token
  local kind = redis.call('TYPE', key).ok
  if kind == 'none' then
    redis.call('SREM', KEYS[1], token)
  else
    sessions[#sessions + 1] = {token, kind == 'hash' and redis.call('HGETALL', key) or {}}
  end
end
return sessions
