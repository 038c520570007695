-- §6.1 and §2.2: the environment of a chunk
local env = { print = print, x = "from env" }
load("print(x); y = 'set'", "chunk", "t", env)() -- expect: from env
print(env.y, y) -- expect: set	nil
print(load("return _ENV", "c", "t", env)() == env) -- expect: true
print(pcall(load("return x.y.z", "=c", "t", {})))
-- expect: false	c:1: attempt to index a nil value (global 'x')
print(pcall(load("return nosuch()", "=c", "t", {})))
-- expect: false	c:1: attempt to call a nil value (global 'nosuch')
local function sandbox(code)
  local f = load(code, "=sandbox", "t", { tostring = tostring })
  return pcall(f)
end
print(sandbox("return tostring(print)")) -- expect: true	nil
print(sandbox("return os.exit()")) -- expect: false	sandbox:1: attempt to index a nil value (global 'os')
print(load("return x", "c", "t", setmetatable({}, { __index = function(_, k) return k .. "!" end }))())
-- expect: x!
print(pcall(load("return x", "=c", "t", nil)))
-- expect: false	c:1: attempt to index a nil value (upvalue '_ENV')
local f = load("local a = ...; return a, _ENV")
print(select("#", f(1)), debug.setupvalue(f, 1, { replaced = true }), select(2, f()).replaced)
-- expect: 2	_ENV	true
