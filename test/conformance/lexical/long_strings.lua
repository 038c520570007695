-- §3.1: long brackets: levels, first newline skipped, no escapes
local a = [[
first]]
local b = [==[
]] ]=] \n]==]
local c = [[

x]]
print(a, #a) -- expect: first	5
print(b, #b) -- expect: ]] ]=] \n	9
print(#c) -- expect: 2
print(#[[]], #[=[]]]=]) -- expect: 0	2
local t = {}
t[ [[k]] ] = 1
print(t.k, [[one
two]])
-- expect: 1	one
-- expect: two
