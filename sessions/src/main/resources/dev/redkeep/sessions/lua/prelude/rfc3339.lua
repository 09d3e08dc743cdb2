-- Times as RFC 3339 writes them, and Go's time.Time in JSON. Dates by Howard Hinnant's "chrono-compatible low-level date
-- algorithms", where a year begins in March.

-- A JSON value's time in Unix seconds, its fraction cut off; nil if it is none.
local function moment(raw)
  local year, month, day, hour, minute, second, rest =
    string.match(raw, '^"(%d%d%d%d)%-(%d%d)%-(%d%d)T(%d%d):(%d%d):(%d%d)([^"]*)"$')
  if not year then
    return nil
  end
  local digits, zone = string.match(rest, '^%.(%d+)(.*)$')
  local offset = 0
  zone = zone or rest
  if zone ~= 'Z' then
    local sign, hours, minutes = string.match(zone, '^([+-])(%d%d):(%d%d)$')
    if not sign or hours + 0 > 17 or minutes + 0 > 59 then
      return nil
    end
    offset = (hours * 3600 + minutes * 60) * (sign == '-' and -1 or 1)
  end
  year, month, day = year + 0, month + 0, day + 0
  local leap = year % 4 == 0 and (year % 100 ~= 0 or year % 400 == 0)
  local length = month == 2 and (leap and 29 or 28) or 30 + (month + math.floor(month / 8)) % 2
  if month < 1 or month > 12 or day < 1 or day > length
    or hour + 0 > 23 or minute + 0 > 59 or second + 0 > 59 or #(digits or '') > 9 then
    return nil
  end
  year = month > 2 and year or year - 1
  local era = math.floor(year / 400)
  local of_era = year - era * 400
  local of_year = math.floor((153 * (month > 2 and month - 3 or month + 9) + 2) / 5) + day - 1
  local days = era * 146097 + of_era * 365 + math.floor(of_era / 4) - math.floor(of_era / 100) + of_year - 719468
  return days * 86400 + hour * 3600 + minute * 60 + second - offset
end

-- Unix seconds as a JSON value.
local function written(unix)
  local days = math.floor(unix / 86400) + 719468
  local era = math.floor(days / 146097)
  local day = days - era * 146097
  local year =
    math.floor((day - math.floor(day / 1460) + math.floor(day / 36524) - math.floor(day / 146096)) / 365)
  day = day - (365 * year + math.floor(year / 4) - math.floor(year / 100))
  local month = math.floor((5 * day + 2) / 153)
  day = day - math.floor((153 * month + 2) / 5) + 1
  month = month < 10 and month + 3 or month - 9
  year = year + era * 400 + (month <= 2 and 1 or 0)
  local left = unix % 86400
  return string.format(
    '"%04d-%02d-%02dT%02d:%02d:%02dZ"',
    year, month, day, math.floor(left / 3600), math.floor(left / 60) % 60, left % 60
  )
end
