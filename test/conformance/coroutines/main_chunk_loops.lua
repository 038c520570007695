-- a loop of a main chunk that was suspended in it is one activation with the chunk: in tracebacks and levels
local f = load([[
local last
for i = 1, 3 do
  coroutine.yield(i)
  if i == 2 then last = debug.traceback("here") end
end
coroutine.yield(last)
for i = 1, 2 do
  coroutine.yield(i)
  error("level 2", 2)
end
]], "=chunk")
local co = coroutine.create(f)
for _ = 1, 3 do coroutine.resume(co) end
print(select(2, coroutine.resume(co)):gsub("\n%s*", " | ")) -- expect: here | stack traceback: | chunk:4: in main chunk	2
coroutine.resume(co)
print(coroutine.resume(co)) -- expect: false	level 2
print((debug.traceback(co):gsub("\n%s*", " | ")))
-- expect: stack traceback: | [C]: in function 'error' | chunk:9: in main chunk
