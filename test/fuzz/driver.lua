-- Runs many generated programs in one process.
--
--   usage: driver.lua FILE MODE ...      MODE: main, coroutine
--
-- FILE holds the programs, each behind a line with its length. For each program and mode comes a frame
-- "<program> <mode> <bytes>\n<output>\n". A program's output is what it shows and the error it ends in. What it
-- shows has no addresses, and it can neither run nor talk for ever: generated loops and functions call
-- `tick`, and `show` has a limit.

local FUEL, LINES = 100, 300
local fuel, lines, top
local out = {}

local type, mtype, format, rawget, rawlen = type, math.type, string.format, rawget, rawlen
local select, pcall, concat, running, yield = select, pcall, table.concat, coroutine.running, coroutine.yield

local function escape(c) return format("\\%d", c:byte()) end

-- A value in writing: integers and floats differ, floats are exact.
local function text(v, deep)
  local t = type(v)
  if t == "number" then
    if mtype(v) == "integer" then return format("%d", v) end
    return format("%.17gf", v)
  end
  if t == "string" then
    if #v > 200 then v = v:sub(1, 200) .. "..." .. #v end
    return '"' .. v:gsub("[^ !#-~]", escape) .. '"'
  end
  if t ~= "table" then return (t == "function" or t == "thread" or t == "userdata") and t or tostring(v) end
  if deep then return "table" end
  local n = rawlen(v)
  local items = {}
  for i = 1, n < 8 and n or 8 do items[i] = text(rawget(v, i), true) end
  return "{" .. concat(items, ",") .. "|" .. text(rawget(v, "v"), true) .. "," .. text(rawget(v, "x"), true) .. "}"
end

local function emit(line)
  lines = lines - 1
  if lines == 0 then out[#out + 1] = "(more)" end
  if lines > 0 then out[#out + 1] = line end
end

function show(...)
  local items = {}
  for i = 1, select("#", ...) do items[i] = text((select(i, ...))) end
  emit(concat(items, " "))
end

-- Raises when the program has run long enough; true.
function tick()
  fuel = fuel - 1
  if fuel < 0 then error("out of fuel", 0) end
  return true
end

-- Its arguments, after yielding them in a coroutine that the program made.
function Y(...)
  if running() ~= top then return yield(...) end
  return ...
end

-- Its arguments, after showing them: when were they evaluated?
function S(...)
  show("S", ...)
  return Y(...)
end

function id(...) return ... end

function P(...) show("pcall", pcall(...)) end

-- Runs a function in a coroutine to its end; what it yields is shown, and sent back.
function co(f, ...)
  local thread = coroutine.create(f)
  local function step(ok, ...)
    if coroutine.status(thread) == "dead" then return show("dead", ok, ...) end
    show("yield", ...)
    return tick() and step(coroutine.resume(thread, ...))
  end
  step(coroutine.resume(thread, ...))
  show("closed", coroutine.close(thread))
end

-- An iterator that may yield.
function iter(n)
  local i = 0
  return function()
    i = i + 1
    if i <= n then return Y(i, i * 2) end
  end
end

-- A key order that all implementations have.
function sorted(t)
  local keys = {}
  for k in next, t do keys[#keys + 1] = k end
  table.sort(keys, function(a, b) return text(a) < text(b) end)
  local i = 0
  return function()
    i = i + 1
    return keys[i], t[keys[i]]
  end
end

function closer(name, failure)
  return setmetatable({ x = name }, {
    __close = function(self, e)
      show("close", name, e)
      Y("closing", name)
      if failure then error(failure, 0) end
    end,
  })
end

-- Objects with all metamethods.
local function value(v)
  if type(v) == "table" then v = rawget(v, "v") end
  return type(v) == "number" and v or type(v) == "string" and #v or 1
end
local M = {}
for name, f in next, {
  add = function(a, b) return a + b end, sub = function(a, b) return a - b end,
  mul = function(a, b) return a * b end, div = function(a, b) return a / b end,
  idiv = function(a, b) return a // b end, mod = function(a, b) return a % b end,
  pow = function(a, b) return a ^ b end, band = function(a, b) return a & b end,
  bor = function(a, b) return a | b end, bxor = function(a, b) return a ~ b end,
  shl = function(a, b) return a << b end, shr = function(a, b) return a >> b end,
  concat = function(a, b) return a .. b end,
  lt = function(a, b) return a < b end, le = function(a, b) return a <= b end,
  eq = function(a, b) return a == b end,
  unm = function(a) return -a end, bnot = function(a) return ~a end,
} do
  M["__" .. name] = function(a, b)
    tick()
    show(name, a, b)
    return Y(f(value(a), value(b)))
  end
end
function M.__len(a) tick() return Y(rawget(a, "n") or 3) end
function M.__index(a, k) tick() show("index", k) return Y(k) end
function M.__newindex(a, k, v) tick() show("newindex", k, v) rawset(a, k, Y(v)) end
function M.__call(a, ...) tick() show("call", a, ...) return Y(...) end
function M.__tostring(a) return "obj" .. tostring(value(a)) end
M.__name = "obj"
function obj(v) return setmetatable({ v = v }, M) end

local function finish(ok, e)
  local meta = getmetatable(e)
  out[#out + 1] = ok and "ok" or "error " .. (type(e) == "string" and e or text(e))
end

local run = {}

function run.main(chunk)
  top = running()
  finish(pcall(chunk))
end

function run.coroutine(chunk)
  local thread = coroutine.create(chunk)
  top = thread
  finish(coroutine.resume(thread))
  local closed, e = coroutine.close(thread)
  if not closed then out[#out + 1] = "closed " .. (type(e) == "string" and e or text(e)) end
end


local file = assert(io.open(arg[1], "rb"))
local number = 0
for length in file:lines("n", "l") do
  local source = file:read(length)
  number = number + 1
  local chunk, message = load(source, "=f")
  for i = 2, #arg do
    local mode = arg[i]
    out = {}
    fuel, lines = FUEL, LINES
    g1, g2, g3, g4 = 1, "g", nil, {}
    if chunk then run[mode](chunk) else out[1] = "load " .. message end
    local output = concat(out, "\n")
    io.stdout:write(number, " ", mode, " ", #output, "\n", output, "\n")
  end
  io.stdout:flush()
end
