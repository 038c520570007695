-- §2.2: a free name is a field of _ENV
gx = 10
print(gx, _G.gx, _ENV.gx) -- expect: 10	10	10
_G.gy = 5
print(gy) -- expect: 5
gx = nil
print(gx, rawget(_G, "gx")) -- expect: nil	nil
local function set() gz = "from function" end
set()
print(gz) -- expect: from function
gy, gz = nil
print(gy, gz, _G._G == _G, _ENV == _G) -- expect: nil	nil	true	true
