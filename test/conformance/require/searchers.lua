-- §6.3: package.searchers and package.searchpath
print(#package.searchers, package.config:sub(1, 1)) -- expect: 4	/
table.insert(package.searchers, 2, function(name)
  if name:find("^virtual%.") then
    return function(n, extra) return { name = n, extra = extra } end, "the extra value"
  end
  return "\n\tno virtual module '" .. name .. "'"
end)
local m, extra = require("virtual.thing")
print(m.name, m.extra, extra) -- expect: virtual.thing	the extra value	the extra value
package.path, package.cpath = "./none/?.lua", ""
print(pcall(require, "other"))
-- expect: false	module 'other' not found:
-- expect: 	no field package.preload['other']
-- expect:
-- expect: 	no virtual module 'other'
-- expect: 	no file './none/other.lua'
-- expect: 	no file ''
print(package.searchpath("a.b", "./x/?.lua;./y/?.lua"))
-- expect: nil	no file './x/a/b.lua'
-- expect: 	no file './y/a/b.lua'
print(package.searchpath("a.b", "./?/z", ".", "/")) -- expect: nil	no file './a/b/z'
print(package.searchpath("a-b", "?", "-", "+")) -- expect: nil	no file 'a+b'
table.remove(package.searchers, 2)
print(#package.searchers) -- expect: 4
