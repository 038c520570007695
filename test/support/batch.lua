-- Runs many conformance scripts in one process and reports each in a frame that nothing a script
-- prints can forge:
--
--   begin <index>\n
--   end <index> <ok|error> <bytes of output> <bytes of message>\n<output><message>\n
--
-- usage: batch.lua (main|coroutine|hooked) script.lua ...
--
-- "main" calls the chunk under pcall, "coroutine" as the body of a coroutine, "hooked" while a hook is set that is
-- never called. The scripts see the real
-- global table, so that load, require and the string metatable work as ever; whatever a script changes
-- there is put back behind it. Only print and io.write are replaced, by functions that collect. A frame
-- without its end tells the reader which script took the process with it.

local mode = assert(arg[1], "mode expected")
local stdout, input = io.stdout, io.input()
local output -- the pieces the running script has written

local function print_to_output(...)
  local line = table.pack(...)
  for i = 1, line.n do line[i] = tostring(line[i]) end
  output[#output + 1] = table.concat(line, "\t") .. "\n"
end

local function write_to_output(...)
  local file = io.output()
  if file ~= stdout then return file:write(...) end
  for i = 1, select("#", ...) do
    local piece = select(i, ...)
    if type(piece) ~= "string" and type(piece) ~= "number" then
      error("bad argument #" .. i .. " to 'write' (string expected, got " .. type(piece) .. ")", 2)
    end
    -- io.write uses the C format, without the ".0" of tostring
    output[#output + 1] = math.type(piece) == "float" and ("%.14g"):format(piece) or tostring(piece)
  end
  return file
end

-- What the program `lua` shows for an uncaught error.
local function error_text(value)
  local meta = getmetatable(value)
  if type(value) == "string" or type(value) == "number" then return tostring(value) end
  if type(meta) == "table" and meta.__tostring then return tostring(value) end
  return "(error object is a " .. type(value) .. " value)"
end

-- The tables a script can reach by name, with their contents.
local function snapshot()
  local saved = {}
  local function keep(t)
    if type(t) ~= "table" or saved[t] then return end
    local copy = {}
    for k, v in next, t do copy[k] = v end
    saved[t] = copy
  end
  keep(_G)
  for _, library in next, package.loaded do keep(library) end
  keep(package.loaded)
  keep(package.preload)
  keep(package.searchers)
  keep(getmetatable(""))
  return saved
end

local function restore(saved)
  for t, copy in next, saved do
    local gone = {}
    for k in next, t do if copy[k] == nil then gone[#gone + 1] = k end end
    for _, k in ipairs(gone) do t[k] = nil end
    for k, v in next, copy do t[k] = v end
  end
  io.output(stdout)
  io.input(input)
end

-- Each runs the chunk to its end and returns true, or false and the error value.
local runners = { main = pcall }

function runners.coroutine(chunk)
  local thread = coroutine.create(chunk)
  local ok, err = coroutine.resume(thread)
  if ok and coroutine.status(thread) ~= "dead" then return false, "the script yielded to the driver" end
  if not ok then
    -- the error leaves to-be-closed variables pending in a coroutine; closing them may change the error
    local _, closed = coroutine.close(thread)
    if closed ~= nil then err = closed end
  end
  return ok, err
end

-- Named by its parts, since the name alone would change how the scripts are compiled.
local set_hook = debug["set" .. "hook"]

function runners.hooked(chunk)
  set_hook(function() end, "", 1 << 30)
  local ok, err = pcall(chunk)
  set_hook()
  return ok, err
end

local run = assert(runners[mode], "mode must be main, coroutine or hooked")

local function run_script(index, path)
  local file = assert(io.open(path, "rb"))
  local source = file:read("a")
  file:close()
  stdout:write("begin ", index, "\n")
  stdout:flush()
  output = {}
  local saved = snapshot()
  print, io.write = print_to_output, write_to_output
  local ok, err
  local chunk, message = load(source, "@" .. path:match("[^/]*$"))
  if chunk then ok, err = run(chunk) else ok, err = false, message end
  restore(saved)
  local text = table.concat(output)
  local failure = ok and "" or error_text(err)
  stdout:write("end ", index, " ", ok and "ok" or "error", " ", #text, " ", #failure, "\n", text, failure, "\n")
  stdout:flush()
end

for i = 2, #arg do run_script(i - 1, arg[i]) end
