-- Takes what an OAuth flow kept, so that nobody finds it again, whoever brings the right binding.
-- KEYS[1]  flow (hash)
-- Reply: nil if there is none; an empty table if the key holds no hash, and then it stays; else five slots, each nil if the
--        field is missing: redirect_uri, csrf_token, provider, created_at, code_verifier.
local kind = redis.call('TYPE', KEYS[1]).ok
if kind == 'none' then
  return false
elseif kind ~= 'hash' then
  return {}
end
local fields = redis.call('HMGET', KEYS[1], 'redirect_uri', 'csrf_token', 'provider', 'created_at', 'code_verifier')
redis.call('UNLINK', KEYS[1])
return fields
