-- variables may have any name, also those that functions have in what a compiler makes of them
local function try(name)
  for pad = 1, 12 do
    local source = ("local pad = 0 "):rep(pad) .. [[
      local X = "outer"
      local t = {a = X, b = 1}
      local function inner()
        local u = {a = X, b = 2}
        return (function() return X .. u.a .. ({a = X}).a end)()
      end
      local before = inner()
      X = X .. 1
      return before .. inner() .. t.a]]
    local result = load((source:gsub("X", name)))()
    if result ~= "outerouterouterouter1outer1outer1outer" then print(name, pad, result) end
  end
end
for _, name in ipairs { "mk", "K", "t1", "va", "get", "set", "met", "N", "Y", "R", "U", "C", "nil_", "Array" } do try(name) end
for i = 1, 60 do
  try("f" .. i)
  try("r" .. i)
end
print("done") -- expect: done
