-- §3.3.5: iterator function, state, control variable
local function step(limit, i)
  i = i + 1
  if i <= limit then return i, i * i end
end
for i, square in step, 4, 0 do io.write(i, "=", square, " ") end
print() -- expect: 1=1 2=4 3=9 4=16
for i, v in ipairs({ "a", "b", nil, "d" }) do io.write(i, v, " ") end
print() -- expect: 1a 2b
for v in function() end do print("never", v) end
for k, v in next, { 10 } do print(k, v) end -- expect: 1	10
for a, b, c, d in function(_, n) if not n then return 1, 2, 3 end end do print(a, b, c, d) end
-- expect: 1	2	3	nil
