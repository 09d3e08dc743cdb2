-- Tells who is around a member of a board in several parts, on one of them, where the member itself may not be. Of equal scores its
-- place among the members is found by halves.
-- KEYS[1]   one part, which keeps nothing beside it
-- ARGV[1]   the member's score
-- ARGV[2]   the member
-- ARGV[3]   how many before it; of those from its place on, itself perhaps, one more
-- Reply: how many are on this part; how many of them are before the member; how many of those are told; the entries, each with its
--        score.
-- Twice: harmless: it only reads.
-- Use: order, halves
local place = place_of(KEYS[1], ARGV[2], ARGV[1])
local first = math.max(0, place - ARGV[3])
local entries = redis.call(RANGE, KEYS[1], first, place + ARGV[3], 'WITHSCORES')
return {redis.call('ZCARD', KEYS[1]), place, place - first, entries}
