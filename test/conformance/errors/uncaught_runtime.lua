-- a runtime error in a function called through others
local config = { limits = {} }
local function check(c)
  return c.limits.max > 10
end
print(pcall(check, { limits = { max = 11 } })) -- expect: true	true
print(check(config)) -- expect error: uncaught_runtime.lua:4: attempt to compare number with nil
