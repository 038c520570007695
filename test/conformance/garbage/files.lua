-- files that were lost are closed, and written out
local name = os.tmpname()
local function lose()
  local f = io.open(name, "w")
  f:setvbuf "full"
  f:write "text"
end
lose()
collectgarbage()
local f = io.open(name)
print(f:read "a")
f:close()
-- the iterator of lines keeps its file
local function lines() return io.open(name):lines(1) end
local next_byte = lines()
collectgarbage()
print(next_byte(), next_byte())
os.remove(name)
-- expect: text
-- expect: t	e
