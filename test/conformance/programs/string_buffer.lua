-- a buffer that joins pieces as in the towers of Hanoi
local Buffer = {}
Buffer.__index = Buffer
function Buffer.new() return setmetatable({ n = 0, length = 0 }, Buffer) end
function Buffer:add(s)
  self.length = self.length + #s
  self.n = self.n + 1
  self[self.n] = s
  while self.n > 1 and #self[self.n - 1] <= #self[self.n] do
    self[self.n - 1] = self[self.n - 1] .. table.remove(self, self.n)
    self.n = self.n - 1
  end
  return self
end
Buffer.__len = function(b) return b.length end
Buffer.__tostring = function(b) return table.concat(b, "", 1, b.n) end
Buffer.__concat = function(a, b) return tostring(a) .. tostring(b) end
local b = Buffer.new()
for i = 1, 500 do b:add(tostring(i)):add(",") end
local s = tostring(b)
print(#b, #s, b.n < 15, s:sub(1, 20), s:sub(-12)) -- expect: 1892	1892	true	1,2,3,4,5,6,7,8,9,10	498,499,500,
local small = Buffer.new():add("x"):add("y")
print(small .. "!", "<" .. small, #small) -- expect: xy!	<xy	2
print(small .. small) -- expect: xyxy
