-- §3.1: what does not read as a number
local function try(text)
  local _, message = load("return " .. text, "=n")
  print(message)
end
try("3x") -- expect: n:1: malformed number near '3x'
try("0x") -- expect: n:1: malformed number near '0x'
try("1e") -- expect: n:1: malformed number near '1e'
try("1..2") -- expect: n:1: malformed number near '1..2'
try("0x1p") -- expect: n:1: malformed number near '0x1p'
try("08a") -- expect: n:1: malformed number near '08a'
try("1.2.3") -- expect: n:1: malformed number near '1.2.3'
try("0xg") -- expect: n:1: malformed number near '0xg'
