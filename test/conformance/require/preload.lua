-- §6.3: package.preload, package.loaded and what require returns
local runs = 0
package.preload["conformance.mod"] = function(...)
  runs = runs + 1
  print("loading", ...)
  return { value = 42 }
end
local m, extra = require("conformance.mod") -- expect: loading	conformance.mod	:preload:
print(m.value, extra, require("conformance.mod") == m, runs) -- expect: 42	:preload:	true	1
print(package.loaded["conformance.mod"] == m) -- expect: true
package.loaded["conformance.mod"] = nil
print(require("conformance.mod") ~= m, runs)
-- expect: loading	conformance.mod	:preload:
-- expect: true	2
package.preload["conformance.none"] = function() end
print(require("conformance.none"), package.loaded["conformance.none"]) -- expect: true	true
package.preload["conformance.false"] = function() return false end
print(require("conformance.false"), package.loaded["conformance.false"]) -- expect: false	false
package.preload["conformance.self"] = function(name) package.loaded[name] = "set by itself" end
print(require("conformance.self")) -- expect: set by itself	:preload:
print(package.loaded.string == string, package.loaded._G == _G, require("math") == math)
-- expect: true	true	true
