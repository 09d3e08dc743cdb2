-- Takes a token out of a bucket that fills again steadily.
-- KEYS[1]  bucket (hash: tokens, last_refill)
-- ARGV[1]  capacity, in tokens
-- ARGV[2]  time for one token, in microseconds
-- Reply: slot 1: 1 if there was a token, else 0; slot 2: whole tokens left; slot 3: microseconds until the next token.
local capacity, interval = tonumber(ARGV[1]), tonumber(ARGV[2])
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local bucket = redis.call('HMGET', KEYS[1], 'tokens', 'last_refill')
local tokens = tonumber(bucket[1]) or capacity
local last = tonumber(bucket[2]) or now
tokens = math.min(capacity, tokens + (now - last) / interval)
local allowed = tokens >= 1
if allowed then
  tokens = tokens - 1
  redis.call('HSET', KEYS[1], 'tokens', string.format('%.6f', tokens), 'last_refill', string.format('%.0f', now))
  redis.call('PEXPIRE', KEYS[1], math.ceil((capacity - tokens) * interval / 1000))
end
return {allowed and 1 or 0, math.floor(tokens), math.ceil((1 - tokens % 1) * interval)}
