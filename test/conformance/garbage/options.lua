-- §6.1: what collectgarbage returns
print(collectgarbage(), collectgarbage("collect"), math.type(collectgarbage("count")))
print(collectgarbage("stop"), collectgarbage("isrunning"), collectgarbage("restart"), collectgarbage("isrunning"))
local mode = collectgarbage("incremental")
print(collectgarbage("generational"), collectgarbage("incremental", 200, 100), collectgarbage("incremental"))
collectgarbage(mode)
collectgarbage("setpause", 200)
print(collectgarbage("setpause", 1000), collectgarbage("setpause", -1), collectgarbage("setpause", 203))
print(collectgarbage("setpause", 200), math.type(collectgarbage("setstepmul", 100)))
collectgarbage("incremental")
print(collectgarbage("step", 1000000), type(collectgarbage("step")))
for _, args in ipairs {{"step", 1.5}, {"setpause", {}}, {"generational", "x"}, {"incremental", 1, "x"}, {"other"}, {1}} do
  print(select(2, pcall(collectgarbage, table.unpack(args))))
end
-- expect: 0	0	float
-- expect: 0	false	0	true
-- expect: incremental	generational	incremental
-- expect: 200	1000	0
-- expect: 200	integer
-- expect: true	boolean
-- expect: bad argument #2 to 'collectgarbage' (number has no integer representation)
-- expect: bad argument #2 to 'collectgarbage' (number expected, got table)
-- expect: bad argument #2 to 'collectgarbage' (number expected, got string)
-- expect: bad argument #3 to 'collectgarbage' (number expected, got string)
-- expect: bad argument #1 to 'collectgarbage' (invalid option 'other')
-- expect: bad argument #1 to 'collectgarbage' (invalid option '1')
