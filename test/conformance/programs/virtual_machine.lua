-- a stack machine with a dispatch table, running a factorial and a loop
local function assemble(text)
  local code, labels = {}, {}
  for line in text:gmatch("[^\n]+") do
    local label = line:match("^(%w+):")
    if label then labels[label] = #code + 1
    else
      local op, arg = line:match("(%w+)%s*(%S*)")
      if op then code[#code + 1] = { op = op, arg = tonumber(arg) or arg } end
    end
  end
  for _, ins in ipairs(code) do if labels[ins.arg] then ins.arg = labels[ins.arg] end end
  return code
end
local ops = {}
function ops.push(m, v) m.stack[#m.stack + 1] = v end
function ops.pop(m) return table.remove(m.stack) end
function ops.load(m, name) ops.push(m, m.vars[name] or 0) end
function ops.store(m, name) m.vars[name] = ops.pop(m) end
function ops.add(m) local b, a = ops.pop(m), ops.pop(m); ops.push(m, a + b) end
function ops.sub(m) local b, a = ops.pop(m), ops.pop(m); ops.push(m, a - b) end
function ops.mul(m) local b, a = ops.pop(m), ops.pop(m); ops.push(m, a * b) end
function ops.jz(m, target) if ops.pop(m) == 0 then m.pc = target end end
function ops.jmp(m, target) m.pc = target end
function ops.print(m) m.out[#m.out + 1] = tostring(ops.pop(m)) end
local function run(code)
  local m = { pc = 1, stack = {}, vars = {}, out = {}, steps = 0 }
  while m.pc <= #code do
    local ins = code[m.pc]
    m.pc = m.pc + 1
    m.steps = m.steps + 1
    local op = ops[ins.op] or error("unknown instruction " .. ins.op, 0)
    op(m, ins.arg)
  end
  return table.concat(m.out, " "), m.steps
end
print(run(assemble([[
  push 1
  store f
  push 15
  store n
loop:
  load n
  jz done
  load f
  load n
  mul
  store f
  load n
  push 1
  sub
  store n
  jmp loop
done:
  load f
  print
  load n
  print
]])))
-- expect: 1307674368000 0	175
print(pcall(run, assemble("push 1\nfly"))) -- expect: false	unknown instruction fly
