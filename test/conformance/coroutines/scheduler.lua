-- round-robin tasks with results and failures
local tasks, log = {}, {}
local function spawn(name, f, ...)
  tasks[#tasks + 1] = { name = name, co = coroutine.create(f), args = table.pack(...) }
end
spawn("a", function(n) for i = 1, n do coroutine.yield("a" .. i) end return "a done" end, 3)
spawn("b", function() coroutine.yield("b1"); error("b failed", 0) end)
spawn("c", function(...) coroutine.yield(select("#", ...)); return ... end, nil, "x")
while #tasks > 0 do
  for i = #tasks, 1, -1 do
    local t = tasks[i]
    local r = table.pack(coroutine.resume(t.co, table.unpack(t.args, 1, t.args.n)))
    t.args = { n = 0 }
    log[#log + 1] = t.name .. ":" .. tostring(r[1]) .. ":" .. tostring(r[2])
    if coroutine.status(t.co) == "dead" then table.remove(tasks, i) end
  end
end
for _, line in ipairs(log) do print(line) end
-- expect: c:true:2
-- expect: b:true:b1
-- expect: a:true:a1
-- expect: c:true:nil
-- expect: b:false:b failed
-- expect: a:true:a2
-- expect: a:true:a3
-- expect: a:true:a done
