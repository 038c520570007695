-- §6.3: the message names every place that was tried
package.path, package.cpath = "./no/?.lua;./no/?/init.lua", ""
print(pcall(require, "absent.module"))
-- expect: false	module 'absent.module' not found:
-- expect: 	no field package.preload['absent.module']
-- expect: 	no file './no/absent/module.lua'
-- expect: 	no file './no/absent/module/init.lua'
-- expect: 	no file ''
-- expect: 	no file ''
package.path = ""
print(select(2, pcall(require, "absent")))
-- expect: module 'absent' not found:
-- expect: 	no field package.preload['absent']
-- expect: 	no file ''
-- expect: 	no file ''
print(pcall(require)) -- expect: false	bad argument #1 to 'require' (string expected, got no value)
package.preload["conformance.fails"] = function() error("while loading", 0) end
print(pcall(require, "conformance.fails")) -- expect: false	while loading
print(package.loaded["conformance.fails"]) -- expect: nil
package.path = nil
print(pcall(require, "x")) -- expect: false	'package.path' must be a string
