-- The boards of some windows. Scripts take how many windows there are, and how many marks come behind their boards; then each one's
-- begin and end in Unix milliseconds, and what else they need.

-- The present in Unix milliseconds; the keys of each board, nil if a window is not open, or a mark says that it is or was finalised;
-- what comes behind the ends.
local function opened(keys, count, marks, args)
  local windows, boards_end = tonumber(count), #keys - marks
  local now = clock()
  for i = 1, 2 * windows, 2 do
    if now < tonumber(args[i]) or now >= tonumber(args[i + 1]) then
      return now
    end
  end
  if boards_end < #keys and redis.call('EXISTS', unpack(keys, boards_end + 1)) > 0 then
    return now
  end
  local boards, each = {}, boards_end / windows
  for first = 1, boards_end, each do
    boards[#boards + 1] = {unpack(keys, first, first + each - 1)}
  end
  return now, boards, {unpack(args, 2 * windows + 1)}
end
