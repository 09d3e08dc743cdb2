-- Removes a group, and all that is kept of it.
-- KEYS[1]   the topic
-- KEYS[2]   what waits for its next try
-- KEYS[3]   how far the group is
-- ARGV[1]   the group
-- Reply: 1 if there was such a group, 0 if not.
local removed = redis.pcall('XGROUP', 'DESTROY', KEYS[1], ARGV[1])
local kept = redis.call('DEL', KEYS[2], KEYS[3])
return (removed == 1 or kept > 0) and 1 or 0
