-- Issues a verification token, or a short code, by which the former code of the user and type is replaced.
-- KEYS[1]    the type's live tokens (hash: the key of each to that of its trace)
-- KEYS[2]    the type's code (hash)
-- KEYS[3..]  for a token its key (hash), and its trace (string); for a code nothing
-- ARGV[1]    time to live, in milliseconds
-- ARGV[2]    how much longer it is remembered, in milliseconds
-- ARGV[3]    1 if the tokens and the code that were issued before shall be of no more use, else 0
-- ARGV[4..]  fields of the token or code, each as its name and its value
-- Reply: when it will expire, in Unix milliseconds, by the server's clock.
local time = redis.call('TIME')
local life = tonumber(ARGV[1])
local memory = life + tonumber(ARGV[2])
local live = redis.call('HGETALL', KEYS[1])
for i = 1, #live, 2 do
  if ARGV[3] == '1' then
    if redis.call('UNLINK', live[i]) == 1 then
      redis.call('SET', live[i + 1], 'superseded', 'XX', 'KEEPTTL')
    end
    redis.call('HDEL', KEYS[1], live[i])
  elseif redis.call('EXISTS', live[i]) == 0 then
    redis.call('HDEL', KEYS[1], live[i])
  end
end
local token, trace = unpack(KEYS, 3)
if token then
  redis.call('HSET', KEYS[1], token, trace)
  if redis.call('PTTL', KEYS[1]) < life then
    redis.call('PEXPIRE', KEYS[1], life)
  end
  if ARGV[3] == '1' and redis.call('HEXISTS', KEYS[2], 'mac') == 1 then
    redis.call('HSET', KEYS[2], 'status', 'superseded')
  end
  redis.call('SET', trace, 'live', 'PX', memory)
  redis.call('HSET', token, 'created_at', time[1], unpack(ARGV, 4))
  redis.call('PEXPIRE', token, life)
else
  redis.call('UNLINK', KEYS[2])
  redis.call('HSET', KEYS[2], 'created_at', time[1], 'status', 'live', unpack(ARGV, 4))
  redis.call('PEXPIRE', KEYS[2], memory)
end
return time[1] * 1000 + math.floor(time[2] / 1000) + life
