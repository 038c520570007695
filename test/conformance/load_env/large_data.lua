-- §6.1: large chunks of data, wherever the parts end that they are read in.
local function show(v)
  if type(v) ~= "table" then return (math.type(v) or type(v)) .. ":" .. tostring(v) end
  local list = {}
  for k, item in pairs(v) do list[#list + 1] = show(k) .. "=" .. show(item) end
  table.sort(list)
  return "{" .. table.concat(list, ",") .. "}"
end
local item = [[{id = -7, name = "n", [3] = 2.5, ["k 2"] = nil; tags = {"a", true, false,}, [-1] = {}, -0x10, 1e3, nil},
]]
local equal = 0
for shift = 0, 8 do
  local source = "return {" .. ("0,"):rep(shift) .. item:rep(700) .. "}"
  local data = load(source)()
  local other = load("local x " .. source)()
  if #data == shift + 700 and show(data) == show(other) then equal = equal + 1 end
end
print(equal)
print(show(load("return {" .. item:rep(700) .. "1}")()[700]))
print(load("return {" .. item:rep(700) .. "}}"))
print((pcall(load("return {" .. item:rep(700) .. "x}"))))
print(load("return {" .. item:rep(700) .. "0x}"))
-- expect: 9
-- expect: {integer:-1={},integer:1=integer:-16,integer:2=float:1000.0,string:id=integer:-7,string:name=string:n,string:tags={integer:1=string:a,integer:2=boolean:true,integer:3=boolean:false}}
-- expect: nil	[string "return {{id = -7, name = "n", [3] = 2.5, ["k ..."]:701: <eof> expected near '}'
-- expect: true
-- expect: nil	[string "return {{id = -7, name = "n", [3] = 2.5, ["k ..."]:701: malformed number near '0x'
