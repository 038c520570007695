// Chunks that are walked instead of compiled: they print what compiled ones print, and fail as they fail.
import { expect, test } from "bun:test"
import {
  all,
  callMain,
  first,
  loadScriptText,
  loadText,
  type LuaFunction,
  type LuaValue,
  openLibraries,
  protectedCall,
  resetState,
  toDisplay,
  uncaughtMessage,
} from "../../interpreter/index.ts"
import { record } from "../../interpreter/chunk_record.ts"
import { parseChunk } from "../../interpreter/syntax/parse.ts"
import { isData } from "../../interpreter/walker/chunk_kind.ts"
import { isStraight } from "../../interpreter/walker/eligible.ts"
import { Random } from "../support/random.ts"

type Load = (source: string, chunkname: string) => LuaFunction

/** Results, or the message with its traceback. */
function outcome(load: Load, source: string): string[] {
  resetState()
  openLibraries()
  loadText(
    `out = {} function emit(...) for i = 1, select("#", ...) do out[#out + 1] = tostring((select(i, ...))) end return ... end
     two = function() return 1, 2 end  T = setmetatable({}, { __index = function(_, k) return "field " .. tostring(k) end,
     __add = function() return "sum" end, __call = function(_, ...) return ... end, __concat = function() return "joined" end })
     object = { n = 7, get = function(self, x) return self.n, x end }`,
    "=prelude",
  )()
  const main = load(source, "=chunk")
  const results = all(protectedCall(main, ["va", 3], uncaughtMessage)).map(toDisplay)
  return [...results, toDisplay(first(loadText("return table.concat(out, ' ')", "=end")()))]
}

const compiled: Load = (source, chunkname) => loadText(`do local function f() end end ${source}`, chunkname)

const STRAIGHT = [
  "emit(1, 2.0, 'x', nil, true, false, ...)",
  "emit((...), (two()), two(), 0)",
  "emit(two())",
  "local a, b, c = two() emit(a, b, c)",
  "local a <const> = 5 emit(a)",
  "emit(#'abc', -3, -0.0, ~5, not nil, not 0)",
  "emit(7 // 2, 7.0 // 2, 7 % -3, 2 ^ 10, 1 << 62, 5 & 3 | 8 ~ 1, 10 / 4)",
  "emit(1 < 2, 1 <= 1, 'a' > 'b', 2 >= 3, 1 == 1.0, 'a' ~= 'a')",
  "emit(nil and 1, false or 2, 1 and 2, nil or false)",
  "emit('a' .. 1 .. 2.0 .. 'z')",
  "emit(T.x, T[1], T + 1, T(5), T .. 'x', 'x' .. T .. 'y')",
  "emit(object:get('arg'))",
  "x = 5 object.n = x emit(object:get(), _G.x, _ENV.x)",
  "local t = {1, 2, x = 3, ['not a name'] = 4, [10] = 5, [2.0] = 6, two()} emit(#t, t.x, t['not a name'], t[10], t[2])",
  "local t = {two(), two()} emit(#t) t = {(two())} emit(#t) t = {...} emit(#t, t[1])",
  "local t = {[1] = 'keyed', 'positional'} emit(t[1])",
  "if x then emit('x') elseif two() == 1 then emit('two') else emit('else') end",
  "if nil then emit(1) end if false then emit(2) else emit(3) end",
  "local a = 1 do local a = 2 emit(a) end emit(a)",
  "do return 1, 2 end",
  "return",
  "return ...",
  "return 1, two()",
  "emit(pcall(error, 'x'), select('#', pcall(error)))",
  "emit(0x7fffffffffffffff + 1, 9007199254740993, 1e15, 2 ^ 53 | 1)",
  "emit(string.format('%5.1f', 3.14159), ('x'):rep(3), math.type(3 // 1))",
]

const FAILING = [
  "emit(1)\nlocal t\nemit(t.x)",
  "emit(nosuch.field)",
  "emit(object.n.m.k)",
  "nosuch()",
  "object:nosuch()",
  "object.get.x.y = 1",
  "local t\nt.x = 1",
  "emit(1 + nil)",
  "local s = 'x'\nemit(s + 1)",
  "emit('a' .. {})",
  "emit(('a' .. {}) .. 'b')",
  "emit({} < {})",
  "emit(1 > 'x')",
  "emit(#5)",
  "emit(-{})",
  "emit(1.5 | 1)",
  "emit(1 // 0)",
  "error('message')",
  "error('message', 2)",
  "error({})",
  "emit(tostring(tostring(tostring(tostring(tostring(error('deep')))))))",
  "local t = {[nil] = 1}",
  "local t = {\n  1,\n  [0/0] = 1}",
  "string.rep()",
  "assert(false, 'no')",
  "coroutine.yield(1)",
  "local k = {}\nobject[k].x = 1",
]

test("straight chunks are the ones without functions, loops and jumps", () => {
  for (const source of [...STRAIGHT, ...FAILING])
    expect([source, isStraight(parseChunk(source, "=x"))]).toEqual([source, true])
  for (const source of [
    "local function f() end",
    "emit(function() end)",
    "while true do end",
    "for i = 1, 2 do end",
    "for k in pairs(x) do end",
    "repeat until true",
    "goto x ::x::",
    "local x <close> = nil",
    "return f()",
    "a, b = 1, 2",
    "if x then while y do end end",
  ])
    expect([source, isStraight(parseChunk(source, "=x"))]).toEqual([source, false])
})

test.each([...STRAIGHT, ...FAILING])("%s", (source) => {
  expect(outcome(loadScriptText, source)).toEqual(outcome(compiled, source))
})

test("data is walked wherever it is loaded", () => {
  const source =
    "local shared = {1, 2}\nreturn {a = shared, b = shared, -1, 2.5, 'x', 0, true, [3] = {}, ['y z'] = 4}, nil"
  expect(isData(parseChunk(source, "=x"))).toBe(true)
  for (const other of [
    "return f",
    "return {x.y}",
    "return {f()}",
    "x = {}",
    "return {[nil] = 1}",
    "return ...",
    "return {1 + 1}",
  ])
    expect([other, isData(parseChunk(other, "=x"))]).toEqual([other, false])
  resetState()
  openLibraries()
  const check = loadText(
    `local make = load(...)
     local t, n = make()
     local u = make()
     return #t, t[1], t[2], t.a == t.b, t.a[2], t["y z"], n, t == u, select("#", make()), coroutine.wrap(make)().a[1],
       pcall(string.dump, make)`,
    "=check",
  )
  const results = all(check(source)).map(toDisplay)
  expect(results.slice(0, 11)).toEqual(["5", "-1", "2.5", "true", "2", "4", "nil", "false", "2", "1", "true"])
  expect(load(results[11]!)).toBe("x")
})

/** A string of the table that a dumped data chunk makes. */
function load(dump: string): string {
  return toDisplay(all(loadText("return load(...)()[3]", "=load")(dump))[0])
}

// A collection that the program can see suspends it.
const PAUSING = `out = {} function emit(...) out[#out + 1] = table.concat({...}, " ") end
  function collect(...)
    setmetatable({}, {__gc = function() end})
    collectgarbage()
    collectgarbage()
    return ...
  end
  function place() collect() local t = debug.traceback("", 2):gsub("%s+", " ") emit(t) end
  function fail() collect() error("failed", 2) end`

test.each([
  ["collect() emit('after')", "after"],
  ["emit(1) collect() emit(2) collect() emit(3)", "1, 2, 3"],
  ["local a, b, c = collect(1, 2) emit(a, b, tostring(c))", "1 2 nil"],
  ["emit('x' .. collect(1), (collect(2))) emit('after')", "x1 2, after"],
  ["if collect(true) then collect() emit(collect('inside')) end", "inside"],
  ["do local a = collect(1) emit(a) end return collect(1), 2", "1"],
  ["pcall(collect) emit(tostring(pcall(fail)))", "false"],
  ["collect()\nplace()", " stack traceback: chunk:2: in main chunk"],
  ["emit(1)\nfail()", "1"],
])("a walked chunk whose functions are suspended for a collection: %s", (source, expected) => {
  resetState()
  openLibraries()
  loadText(PAUSING, "=prelude")()
  const results = callMain(loadScriptText(source, "=chunk"), [], uncaughtMessage).map(toDisplay)
  expect(toDisplay(first(loadText("return table.concat(out, ', ')", "=end")()))).toContain(expected)
  if (source.endsWith("\nfail()")) {
    expect(results.join("\n")).toContain("chunk:2: failed")
    expect(results.join("\n")).toContain("chunk:2: in main chunk")
  } else expect(results[0]).toBe("true")
})

test("random straight chunks", () => {
  const seed = Number(process.env.SLUA_SEED ?? 20261123)
  const random = new Random(seed)
  const next = () => random.below(1000) / 1000
  const pick = <T>(list: readonly T[]): T => list[random.below(list.length)]!
  const atoms = [
    "nil",
    "true",
    "1",
    "2.5",
    "-7",
    "0x7fffffffffffffff",
    "2^53",
    "'10'",
    "'x'",
    "two()",
    "...",
    "T",
    "object",
    "a",
    "b",
  ]
  const binary = [
    "+",
    "-",
    "*",
    "/",
    "//",
    "%",
    "^",
    "..",
    "==",
    "~=",
    "<",
    "<=",
    ">",
    ">=",
    "&",
    "|",
    "~",
    "<<",
    ">>",
    "and",
    "or",
  ]
  const expression = (depth: number): string => {
    if (depth === 0 || next() < 0.2) return pick(atoms)
    const kind = next()
    if (kind < 0.45) return `(${expression(depth - 1)} ${pick(binary)} ${expression(depth - 1)})`
    if (kind < 0.6) return `${pick(["-", "#", "~", "not "])}(${expression(depth - 1)})`
    if (kind < 0.75) return `emit(${expression(depth - 1)}, ${expression(depth - 1)})`
    if (kind < 0.85) return `(${expression(depth - 1)}).n`
    return `({${expression(depth - 1)}, x = ${expression(depth - 1)}, ${expression(depth - 1)}})[${pick(["1", "2", "'x'", "3"])}]`
  }
  for (let i = 0; i < 400; i++) {
    const source = `local a, b = ${expression(1)}\nb = ${expression(2)}\nif ${expression(2)} then emit(${expression(3)}) end\nemit(${expression(3)})\nreturn ${expression(2)}, 1`
    expect([source, outcome(loadScriptText, source).map(withoutAddress)]).toEqual([
      source,
      outcome(compiled, source).map(withoutAddress),
    ])
  }
})

function withoutAddress(text: string): string {
  return text.replace(/0x[0-9a-f]+/g, "0x")
}

/** As at the start of a process: no chunk before has asked for anything. */
function start(): void {
  resetState()
  Object.assign(record, { debugForm: false, hooks: false, upvalues: false, bytes: 0 })
}

// What a script prints goes nowhere here: whether it has needed the libraries is the question.
const WITHOUT_LIBRARIES = [
  "local a <const>, b = 'x', ... if a and not nil then do print(a, 1, b) end else print(2) end",
  "if print then print((...)) end",
  "local p = print p()",
]
const WITH_LIBRARIES = [
  "x = 1",
  "print(nope)",
  "local g = _ENV",
  "print('a' .. 'b')",
  "local s = 'x' print(s:upper())",
  "local _ENV = { print = print } print(1)",
  "print(-(...))",
]

test("a walked script has the libraries opened when it looks at them", () => {
  const opens = (source: string): boolean => {
    start()
    let isOpen = false
    const main = loadScriptText(source, "=chunk", () => {
      isOpen = true
      openLibraries()
    })
    const [ok, message] = callMain(main, [""], uncaughtMessage)
    return ok === true ? isOpen : Boolean(message)
  }
  expect(WITHOUT_LIBRARIES.filter(opens)).toEqual([])
  expect(WITH_LIBRARIES.filter((source) => !opens(source))).toEqual([])
})

test("messages and redefinitions are the same where the libraries were opened in between", () => {
  const ends = (source: string, isLate: boolean): LuaValue[] => {
    start()
    if (!isLate) openLibraries()
    return callMain(loadScriptText(source, "=chunk", isLate ? openLibraries : undefined), [], uncaughtMessage)
  }
  for (const source of [
    "print('') print = nil print('')",
    "local early = print return early == print, _G.print == early",
    "print('')()",
    "print('') error({})",
    "print('') error('x', 1)",
    "print('') print(setmetatable({}, { __tostring = type }), setmetatable({}, { __name = 7, __tostring = math.type }))",
    "return type(print), tostring(print) == tostring(_G.print)",
  ])
    expect([source, ...ends(source, true)]).toEqual([source, ...ends(source, false)])
})
