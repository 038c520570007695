// json.encode: what values look like, how they are laid out, and what cannot be written.
import { beforeAll, describe, expect, test } from "bun:test"
import { lua, openLua } from "../../../support/lua.ts"

beforeAll(openLua)

/** The text of a Lua expression. */
function encoded(expression: string, options = "nil"): unknown {
  return lua(`return json.encode(${expression}, ${options})`)[0]
}

/** What is said about a Lua expression, or about the value that a chunk returns. */
function refusal(expression: string, options = "nil"): unknown {
  const chunk = expression.includes("return") ? `(function() ${expression} end)()` : expression
  const [value, message] = lua(`return json.encode(${chunk}, ${options})`)
  return value === undefined ? message : { value }
}

describe("values", () => {
  const cases: [expression: string, text: string][] = [
    ["nil", "null"],
    ["json.null", "null"],
    ["true", "true"],
    ["1", "1"],
    ["-17", "-17"],
    ["2147483647", "2147483647"],
    ["2147483648", "2147483648"],
    ["9007199254740993", "9007199254740993"],
    ["math.mininteger", "-9223372036854775808"],
    ["1.0", "1.0"],
    ["-0.0", "-0.0"],
    ["0.1", "0.1"],
    ["2.0^53", "9007199254740992.0"],
    ["-2.0^63", "-9223372036854776000.0"],
    ["1e100", "1e+100"],
    ["5e-324", "5e-324"],
    ["''", '""'],
    ["'a\"b\\\\c/'", '"a\\"b\\\\c/"'],
    ["'\\b\\f\\n\\r\\t\\0\\x1f\\x7f'", '"\\b\\f\\n\\r\\t\\u0000\\u001f\x7f"'],
    ["('x'):rep(100) .. '\\n'", `"${"x".repeat(100)}\\n"`],
    ["{}", "{}"],
    ["{{}, {}}", "[{},{}]"],
    ["{1, 2, 3}", "[1,2,3]"],
    ["{nil, nil, 3}", "[null,null,3]"],
    ["{a = 1}", '{"a":1}'],
    ["{['a b'] = 1}", '{"a b":1}'],
    ["{a = json.null, b = {c = {}}}", '{"a":null,"b":{"c":{}}}'],
    ["{[1] = 1, [2] = 2, [4] = 4}", "[1,2,null,4]"],
    ["{[10] = 'x'}", '{"10":"x"}'],
    ["{[0] = 'x'}", '{"0":"x"}'],
    ["{[-1] = 'x'}", '{"-1":"x"}'],
  ]
  for (const [expression, text] of cases)
    test(expression, () => {
      expect(encoded(expression)).toBe(text)
    })

  test("UTF-8 is written as it is", () => {
    const text = Buffer.from("é 日本 😀").latin1Slice()
    expect(lua("return json.encode((...))", text)[0]).toBe(`"${text}"`)
    expect(lua("return json.encode({(...)})", text.repeat(20))[0]).toBe(`["${text.repeat(20)}"]`)
  })

  test("what was decoded as an empty array is one as long as it is empty", () => {
    expect(encoded("json.decode('[[],{}]')")).toBe("[[],{}]")
    expect(lua("local t = json.decode('[]') t.a = 1 return json.encode(t)")[0]).toBe('{"a":1}')
    expect(lua("local t = json.decode('[]') t[1] = 1 return json.encode(t)")[0]).toBe("[1]")
  })

  test("fields that were removed are not written", () => {
    expect(lua("local t = {a = 1, b = 2} t.a = nil return json.encode(t)")[0]).toBe('{"b":2}')
    expect(lua("local t = {a = 1} t.a = nil return json.encode(t)")[0]).toBe("{}")
    expect(lua("local t = {1, 2, a = 1} t.a = nil return json.encode(t)")[0]).toBe("[1,2]")
  })

  test("integers are exact and floats are read as the same again", () => {
    expect(
      lua(`
        local state = 7
        for i = 1, 3000 do
          state = state * 6364136223846793005 + 1442695040888963407
          for _, x in ipairs { state, state >> 20, -(state >> 33), (string.unpack("d", string.pack("i8", state))) } do
            if x == x and math.abs(x) ~= math.huge then
              local text = json.encode(x)
              local y = json.decode(text)
              if x ~= y or math.type(x) ~= math.type(y) then return text end
            end
          end
        end
        return "same"`)[0],
    ).toBe("same")
  })
})

describe("json.array and json.object", () => {
  test("decide, whatever the table contains", () => {
    expect(encoded("json.array()")).toBe("[]")
    expect(encoded("json.array {}")).toBe("[]")
    expect(encoded("json.object()")).toBe("{}")
    expect(encoded("json.object {1, 2}")).toBe('{"1":1,"2":2}')
    expect(encoded("json.object {1, x = 2}")).toBe('{"1":1,"x":2}')
    expect(encoded("json.array {[3] = 1}")).toBe("[null,null,1]")
    expect(lua("local t = {} return json.array(t) == t, getmetatable(t)")).toEqual([true, undefined])
  })

  test("an array has no names, an object no name twice", () => {
    expect(refusal("json.array {x = 1}")).toBe(
      "cannot encode a table with other keys than 1, 2, 3, ... as array",
    )
    expect(refusal("{list = json.array {[1000000000] = 1}}")).toBe(
      "cannot encode field 'list': an array with so few elements for its length",
    )
    expect(refusal("json.object {[1] = 1, ['1'] = 2}")).toBe(
      "cannot encode a table that has the key '1' twice, as string and as number",
    )
  })
})

describe("null", () => {
  test("a string that stands for it", () => {
    expect(encoded("{'none', 'x'}", "'none'")).toBe('[null,"x"]')
    expect(encoded("{'none', 'x'}", "{null = 'none'}")).toBe('[null,"x"]')
    expect(encoded("{false, true}", "{null = false}")).toBe("[null,true]")
  })
})

describe("layout", () => {
  test("indentation", () => {
    expect(encoded("{1, {a = {}}, {}}", "{indent = 2}")).toBe('[\n  1,\n  {\n    "a": {}\n  },\n  {}\n]')
    expect(encoded("{a = json.array()}", "{indent = '\\t'}")).toBe('{\n\t"a": []\n}')
    expect(encoded("{1}", "{indent = 0}")).toBe("[1]")
  })

  test("order of keys", () => {
    expect(encoded('{b = 1, a = 2, ["B"] = 3}', "{sort = true}")).toBe('{"B":3,"a":2,"b":1}')
    expect(encoded("{b = 1, a = 2, id = 3, c = 4}", "{sort = true, order = {'id', 'c'}}")).toBe(
      '{"id":3,"c":4,"a":2,"b":1}',
    )
    expect(encoded("{b = 1, a = 2, id = 3}", "{order = {'id'}}")).toBe('{"id":3,"b":1,"a":2}')
  })
})

describe("what cannot be written", () => {
  const cases: [expression: string, message: string][] = [
    ["print", "cannot encode a function"],
    ["coroutine.create(print)", "cannot encode a thread"],
    ["io.stdout", "cannot encode a FILE*"],
    ["0/0", "cannot encode the number nan"],
    ["-1/0", "cannot encode the number -inf"],
    ["{a = {b = {1, 2, print}}}", "cannot encode field 'a.b[3]': a function"],
    ["{['a b'] = {print}}", `cannot encode field '["a b"][1]': a function`],
    ["{{x = 1/0}}", "cannot encode field '[1].x': the number inf"],
    [
      "{1, x = 2}",
      "cannot encode a table with both elements and named fields (json.object makes it an object)",
    ],
    ["{a = {[1.5] = 1}}", "cannot encode field 'a': a table with a number as key"],
    ["{[true] = 1}", "cannot encode a table with a boolean as key"],
    ["{a = {'\\xff'}}", "cannot encode field 'a[1]': a string that is no UTF-8 (byte 1)"],
    ["{['\\xff'] = 1}", `cannot encode field '["\xff"]': a string that is no UTF-8 (byte 1)`],
    ["'abc\\xc3'", "cannot encode a string that is no UTF-8 (byte 4)"],
    ["local t = {} t.a = {t} return t", "cannot encode field 'a[1]': a table that contains itself"],
    [
      "local t = {} for i = 1, 1001 do t = {t} end return t",
      "cannot encode a table nested deeper than 1000 levels",
    ],
  ]
  for (const [expression, message] of cases)
    test(expression, () => {
      expect(refusal(expression)).toBe(message)
    })

  test("a table may be there twice if it does not contain itself", () => {
    expect(encoded("(function() local t = {1} return {t, t} end)()")).toBe("[[1],[1]]")
  })

  test("depth", () => {
    expect(encoded("{{}}", "{depth = 2}")).toBe("[{}]")
    expect(refusal("{{{}}}", "{depth = 2}")).toBe("cannot encode a table nested deeper than 2 levels")
    const deep = "local t = {} for i = 1, 2999 do t = {t} end return t"
    expect(typeof encoded(`(function() ${deep} end)()`, "{depth = 3000}")).toBe("string")
  })

  test("wrong arguments raise", () => {
    const said = (code: string) => lua(`return pcall(json.encode, ${code})`)[1]
    expect(lua("return pcall(json.encode)")[1]).toMatch(/value expected/)
    expect(said("1, true")).toMatch(/table expected, got boolean/)
    expect(said("1, {x = 1}")).toMatch(/unknown option 'x'/)
    expect(said("1, {indent = -1}")).toMatch(/option 'indent'/)
    expect(said("1, {order = {1}}")).toMatch(/option 'order'/)
    expect(said("1, {depth = 0}")).toMatch(/depth must be/)
  })

  test("after a refusal the next text is whole", () => {
    expect(lua("json.encode({1, print}) return json.encode({2})")[0]).toBe("[2]")
  })
})
