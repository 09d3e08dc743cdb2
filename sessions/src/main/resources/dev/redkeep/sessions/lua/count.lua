-- Counts a user's sessions, and prunes the index of all whose session is gone.
-- KEYS[1]  the user's index
-- ARGV[1]  what every session key of the user begins with
-- Reply: how many were pruned; how many there are.
-- Twice: harmless: there are as many; what was pruned is not counted again.
-- Use: index, ending
local pruned = sweep(KEYS[1], ARGV[1])
return {pruned, size(KEYS[1])}
