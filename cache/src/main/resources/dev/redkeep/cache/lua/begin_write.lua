-- Forgets a value that is about to be written, ends loads that are under way, and keeps others from beginning. A writer who finds another
-- at it makes a count of the lease: then neither stores.
-- KEYS[1]   value
-- KEYS[2]   lease
-- KEYS[3..] note, where values have one
-- ARGV[1]   the channel on which the change is published; empty to not publish it
-- ARGV[2]   the writer's token; begins with w:
-- ARGV[3]   how long it may hold the lease, in milliseconds
-- Reply: the server's clock in Unix milliseconds.
-- Use: tell, time
local lease = redis.pcall('GET', KEYS[2])
if type(lease) ~= 'string' then
  lease = '' -- or another program's, of another type
end
tell(ARGV[1], KEYS[1])
redis.call('DEL', unpack(KEYS))
local writers = lease:match('^x:(%d+)$') or (lease:sub(1, 2) == 'w:' and 1) or 0
local mine = tonumber(writers) == 0 and ARGV[2] or 'x:' .. string.format('%d', writers + 1)
redis.call('SET', KEYS[2], mine, 'PX', ARGV[3])
return clock()
