-- an uncaught error ends the program with its message and position
print("before") -- expect: before
local function fail()
  error("it failed")
end
fail() -- expect error: uncaught_string.lua:4: it failed
