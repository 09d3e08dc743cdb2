-- What the properties of a session's JSON are called, by the names that record_hash.lua lists. In braces: as the
-- application says. The attributes are an object of their own, and there is no token_type.
local PROPERTY = {
  session_id = '{session_id}',
  user_id = '{user_id}',
  created_at = '{created_at}',
  last_activity = '{last_active}',
  username = 'username',
  auth_data = 'auth_data',
  device_info = 'device_info',
  version = 'version',
  rotated_at = 'rotated_at',
  previous = 'previous',
  rotated = 'rotated',
}

-- Whose a session is, as text: a double cannot hold all ids. nil if it is no whole number of 64 bits.
local function owner(raw)
  local minus, digits = string.match(raw or '', '^"?(%-?)(%d+)"?$')
  if not digits
    or string.find(minus .. digits, '^%-?0.')
    or minus .. digits == '-0'
    or #digits > 19
    or (#digits == 19 and digits > (minus == '-' and '9223372036854775808' or '9223372036854775807')) then
    return nil
  end
  return minus .. digits
end
