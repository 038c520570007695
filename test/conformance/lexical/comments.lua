-- §3.1: short comments end at the line, long ones at the bracket of the same level
print(1) --[[ inside one line ]] print(2)
--[==[ a long comment
  may hold ]] and --]=] and
  several lines ]==] print(3)
--[ not a long bracket
--[=not either
-- expect: 1
-- expect: 2
-- expect: 3
print(4 --[[5]])
---[[ three dashes: a short comment
-- expect: 4
print(6)
--]]
-- expect: 6
