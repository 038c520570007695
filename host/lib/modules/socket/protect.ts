/** LuaSocket's way with errors: try raises what protect turns into results. In Lua, on top of pcall. */
import { all, loadText, type LuaValue } from "../../../../interpreter/index.ts"

const SOURCE = `
local pcall, error, type, getmetatable, setmetatable, pack, unpack, select =
  pcall, error, type, getmetatable, setmetatable, table.pack, table.unpack, select

-- Marks the errors that protect catches.
local exception = { __tostring = function(e) return tostring(e[1]) end }

local function newtry(finalizer)
  return function(...)
    if ... then return ... end
    if finalizer then pcall(finalizer) end
    error(setmetatable({ (select(2, ...)) }, exception), 0)
  end
end

local function protect(f)
  return function(...)
    local results = pack(pcall(f, ...))
    if results[1] then return unpack(results, 2, results.n) end
    local failure = results[2]
    if type(failure) == "table" and getmetatable(failure) == exception then return nil, failure[1] end
    error(failure, 0)
  end
end

return newtry, protect
`

/** newtry and protect. */
export function loadProtect(): LuaValue[] {
  return all(loadText(SOURCE, "=socket")())
}
