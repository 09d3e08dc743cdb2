-- Lists changes that were set aside, the one first that was so longest ago.
-- KEYS[1]  entries (hash)
-- KEYS[2]  failed tries (hash)
-- KEYS[3]  keys set aside (sorted set, by the time they were)
-- ARGV[1]  the most of them
-- Reply: for each its key; its version, empty if it can't be read; how often it was tried; since when it is set aside, in Unix
--        milliseconds; what it failed with.
-- Twice: harmless: it only reads.
-- Use: entries, tries
local aside = redis.call('ZRANGE', KEYS[3], 0, ARGV[1] - 1, 'WITHSCORES')
local all = {}
for i = 1, #aside, 2 do
  local key = aside[i]
  local reason = string.match(redis.call('HGET', KEYS[2], key) or '', ' (.*)') or ''
  all[#all + 1] = {key, version(redis.call('HGET', KEYS[1], key)), tried(KEYS[2], key),
    text(aside[i + 1]), reason}
end
return all
