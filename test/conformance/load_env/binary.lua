-- the header of a binary chunk is checked part by part
local dump = string.dump(load("local a = ... return a, x", "=c"))
local function complaint(chunk, name) return (select(2, load(chunk, name))) end
local function changed(at) return dump:sub(1, at - 1) .. "\1" .. dump:sub(at + 1) end
for _, at in ipairs{2, 5, 6, 7, 13, 14, 15, 16, 24} do print(complaint(changed(at), "=n")) end
-- expect: n: bad binary format (not a binary chunk)
-- expect: n: bad binary format (version mismatch)
-- expect: n: bad binary format (format mismatch)
-- expect: n: bad binary format (corrupted chunk)
-- expect: n: bad binary format (Instruction size mismatch)
-- expect: n: bad binary format (lua_Integer size mismatch)
-- expect: n: bad binary format (lua_Number size mismatch)
-- expect: n: bad binary format (integer format mismatch)
-- expect: n: bad binary format (float format mismatch)
local whole = 0
for i = 1, #dump - 1 do
  if complaint(dump:sub(1, i), "=n") ~= "n: bad binary format (truncated chunk)" then whole = whole + 1 end
end
print(whole) -- expect: 0
print(load(dump .. "what follows is ignored", "=n", "b", {x = 2})(1)) -- expect: 1	2
-- names are not shown as those of texts
print(complaint("\27", "@file.lua")) -- expect: file.lua: bad binary format (truncated chunk)
print(complaint("\27", "some\ntext"):byte(5)) -- expect: 10
print(complaint("\27Lux")) -- expect: binary string: bad binary format (not a binary chunk)
print(complaint("\27Lux", ("="):rep(100)):find(":")) -- expect: 100	100
-- modes and names are C strings
print(load("return 1", "=n", "b\0t")) -- expect: nil	attempt to load a text chunk (mode is 'b')
print(load("x =", "=a\0b")) -- expect: nil	a:1: unexpected symbol near <eof>
print(debug.getinfo(load("", "@a\0b"), "S").source, debug.getinfo(load(""), "S").lastlinedefined) -- expect: @a	0
