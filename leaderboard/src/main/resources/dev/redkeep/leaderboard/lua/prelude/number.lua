-- A number as text, from which the same number is read again. Redis' own texts differ between its versions.
local function text(number)
  return string.format('%.17g', number)
end
