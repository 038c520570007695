-- §6.2: isyieldable of the running coroutine without an argument, of a thread otherwise
print(coroutine.isyieldable() == not select(2, coroutine.running())) -- expect: true
print(coroutine.wrap(function() return coroutine.isyieldable() end)()) -- expect: true
print(coroutine.isyieldable(coroutine.create(print))) -- expect: true
print(pcall(coroutine.isyieldable, nil))
-- expect: false	bad argument #1 to 'coroutine.isyieldable' (thread expected, got nil)
print(pcall(function() return coroutine.isyieldable(1) end))
-- expect: false	isyieldable.lua:7: bad argument #1 to 'isyieldable' (thread expected, got number)
print(pcall(rawequal)) -- expect: false	bad argument #1 to 'rawequal' (value expected)
print(pcall(rawequal, 1)) -- expect: false	bad argument #2 to 'rawequal' (value expected)
