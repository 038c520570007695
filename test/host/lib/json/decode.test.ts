// json.decode: RFC 8259, subtypes of numbers, null, and what is said about texts that are no JSON.
import { beforeAll, describe, expect, test } from "bun:test"
import { lua, luaTexts, openLua, quoted } from "../../../support/lua.ts"

beforeAll(openLua)

/** nil and the message for a text that is refused. */
function refusal(text: string): unknown {
  const [value, message] = lua(`return json.decode(${quoted(text)})`)
  return value === undefined ? message : { value }
}

/** Decoded and encoded again, keys sorted. */
function again(text: string): unknown {
  return lua(`return json.encode((json.decode(${quoted(text)})), {sort = true})`)[0]
}

describe("values", () => {
  const same = [
    ...[`"text"`, `1`, `-1`, `0`, `1.5`, `true`, `false`, `null`, `[]`, `{}`, `[[]]`, `[{}]`],
    ...[`{"a":{"b":[1,2,{"c":null}]}}`, `[1,null,2,null]`, `[null]`, `{"":""}`, `{"1":1,"a":2}`],
    ...[
      `"\\"\\\\/\\b\\f\\n\\r\\t\\u0001"`,
      `"\x7f"`,
      `"é 日本 😀"`,
      `{"__proto__":2,"a b":1,"constructor":3}`,
    ],
  ]
  for (const text of same)
    test(text, () => {
      const bytes = Buffer.from(text).latin1Slice()
      expect(again(bytes)).toBe(bytes)
    })

  test("blanks between all parts", () => {
    expect(again(' \t\r\n[ 1 , { "a" : 2 , "b" : [ ] } ]\n')).toBe('[1,{"a":2,"b":[]}]')
  })

  test("a byte order mark at the beginning is skipped", () => {
    expect(again("\xef\xbb\xbf[1]")).toBe("[1]")
  })

  test("of equal names the last one counts, also null for nil", () => {
    expect(again('{"a":1,"a":2}')).toBe('{"a":2}')
    expect(lua(`return json.decode('{"a":1,"a":null}', nil).a`)[0]).toBeUndefined()
    const many = Array.from({ length: 100 }, (_, i) => `"k${i}":${i}`).join()
    expect(lua(`return json.decode('{${many},"k1":"new"}').k1`)[0]).toBe("new")
  })

  test("objects of any size and with any names are whole", () => {
    for (const size of [1, 8, 9, 47, 48, 49, 50, 1000]) {
      const [count, sum] = luaTexts(`
        local parts = {}
        for i = 1, ${size} do parts[i] = ('"name%d":%d'):format(i, i) end
        local t = json.decode("{" .. table.concat(parts, ",") .. "}")
        local count, sum = 0, 0
        for name, value in pairs(t) do count = count + 1; sum = sum + t["name" .. value] end
        return count, sum`)
      expect([size, count, sum]).toEqual([size, String(size), String((size * (size + 1)) / 2)])
    }
    expect(again('{"x":1,"y z":2,"w":3}')).toBe('{"w":3,"x":1,"y z":2}')
  })

  test("fields are found by name, written anew, removed, and walked in order", () => {
    expect(
      luaTexts(`
        local t = json.decode('{"first":1,"second":2,"third":3}')
        t.second = nil
        t.fourth = 4
        local names = {}
        for name in pairs(t) do names[#names + 1] = name end
        return table.concat(names, " "), t.first, t["third"], #t`),
    ).toEqual(["first third fourth", "1", "3", "0"])
  })
})

describe("numbers", () => {
  const cases: [text: string, type: string, value: string][] = [
    ["0", "integer", "0"],
    ["-0", "integer", "0"],
    ["123456789012345", "integer", "123456789012345"],
    ["9007199254740993", "integer", "9007199254740993"],
    ["9223372036854775807", "integer", "9223372036854775807"],
    ["-9223372036854775808", "integer", "-9223372036854775808"],
    ["9223372036854775808", "float", "9.2233720368548e+18"],
    ["1.0", "float", "1.0"],
    ["-0.0", "float", "-0.0"],
    ["1e2", "float", "100.0"],
    ["1E+2", "float", "100.0"],
    ["25e-1", "float", "2.5"],
    ["0.1", "float", "0.1"],
    ["123456789.25", "float", "123456789.25"],
    ["1e-400", "float", "0.0"],
  ]
  for (const [text, type, value] of cases)
    test(text, () => {
      expect(luaTexts(`local n = json.decode("${text}") return math.type(n), n`)).toEqual([type, value])
    })

  test("floats are read as Lua reads them", () => {
    expect(
      lua(`
        local state = 1
        for i = 1, 5000 do
          state = (state * 6364136223846793005 + 1442695040888963407)
          local x = string.unpack("d", string.pack("i8", state))
          if x == x and x ~= math.huge and x ~= -math.huge then
            for _, format in ipairs { "%.17g", "%.3e", "%.1f", "%.15g" } do
              local text = format:format(x)
              local expected = tonumber(text)
              if math.type(expected) == "float" and math.abs(expected) ~= math.huge then
                local value = json.decode(text)
                if value ~= expected then return text end
              end
            end
          end
        end
        return "same"`)[0],
    ).toBe("same")
  })
})

describe("null", () => {
  test("is json.null, or what it is told to be", () => {
    expect(luaTexts(`return json.decode("null") == json.null, json.null, type(json.null)`)).toEqual([
      "true",
      "null",
      "userdata",
    ])
    expect(lua(`return json.decode("[null]", false)[1], json.decode("[null]", "none")[1]`)).toEqual([
      false,
      "none",
    ])
    expect(lua(`local t = json.decode("[1,null,3]", nil) return t[1], t[2], t[3]`)).toEqual([1, undefined, 3])
    expect(lua(`return #json.decode("[1,null,null]", nil)`)).toEqual([1])
  })
})

describe("escapes", () => {
  test("all of them", () => {
    const [text] = lua(
      `return json.decode([["\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\u00e9\\u20ac\\ud83d\\ude00\\u0000"]])`,
    )
    expect(text).toBe('"\\/\b\f\n\r\tA' + Buffer.from("é€😀").latin1Slice() + "\0")
  })

  test("in names", () => {
    expect(lua(`return json.decode([[{"\\u0061b":1}]]).ab`)).toEqual([1])
  })
})

describe("what is no JSON", () => {
  const cases: [text: string, message: string][] = [
    ["", "line 1, column 1: the text ends where a value should be"],
    ["  ", "line 1, column 3: the text ends where a value should be"],
    ["[1,", "line 1, column 4: the text ends where a value should be"],
    ["[1", "line 1, column 3: the text ends where ',' or ']' should be"],
    ["[1 2]", "line 1, column 4: '2' where ',' or ']' should be"],
    ["[1,]", "line 1, column 4: ']' where a value should be"],
    ['{"a" 1}', "line 1, column 6: '1' where ':' should be"],
    ['{"a":1 "b"}', "line 1, column 8: '\"' where ',' or '}' should be"],
    ['{"a":1,}', "line 1, column 8: '}' where a name in quotes should be"],
    ["{a:1}", "line 1, column 2: 'a' where a name in quotes should be"],
    ["[1]x", "line 1, column 4: there is more text behind the value"],
    ['{\n  "a": tru\n}', "line 2, column 8: 't' where a value should be"],
    ["nul", "line 1, column 1: 'n' where a value should be"],
    ["'a'", "line 1, column 1: ''' where a value should be"],
    ["\x00", "line 1, column 1: byte 0x00 where a value should be"],
    ["[\x0b]", "line 1, column 2: byte 0x0b where a value should be"],
    ["01", "line 1, column 1: a number does not begin with 0"],
    ["-", "line 1, column 2: the text ends where a digit should be"],
    ["1.", "line 1, column 3: the text ends where a digit should be"],
    ["1.e3", "line 1, column 3: 'e' where a digit should be"],
    ["1e", "line 1, column 3: the text ends where a digit should be"],
    ["+1", "line 1, column 1: '+' where a value should be"],
    [".5", "line 1, column 1: '.' where a value should be"],
    ["1e400", "line 1, column 1: the number is too large"],
    [`1${"0".repeat(400)}`, "line 1, column 1: the number is too large"],
    ['"a', "line 1, column 3: the text ends where the closing '\"' should be"],
    ['"a\nb"', "line 1, column 3: control character 0x0a in a string"],
    ['"a\x00"', "line 1, column 3: control character 0x00 in a string"],
    ['"\\x"', "line 1, column 2: invalid escape"],
    ['"\\u12g4"', "line 1, column 2: invalid escape"],
    ['"\\', "line 1, column 2: invalid escape"],
    ['"\\ud800"', "line 1, column 2: half of a surrogate pair"],
    ['"\\ud800\\u0041"', "line 1, column 2: half of a surrogate pair"],
    ['"\\udc00\\ud800"', "line 1, column 2: half of a surrogate pair"],
    ['["\xff"]', "line 1, column 3: this is no UTF-8"],
    ['["\xc3\xa9\xc3"]', "line 1, column 4: this is no UTF-8"],
    ['["\xed\xa0\x80"]', "line 1, column 3: this is no UTF-8"],
    ['["\xc0\x80"]', "line 1, column 3: this is no UTF-8"],
    ['["\xc3\xa9" 1]', "line 1, column 6: '1' where ',' or ']' should be"],
  ]
  for (const [text, message] of cases)
    test(JSON.stringify(text.slice(0, 30)), () => {
      expect(refusal(text)).toBe(message)
    })

  test("every beginning of a text is refused, and nothing raises", () => {
    const text = '{"a":[1,-2.5e3,"x\\u00e9\\n"],"b":{"c":null,"d":true,"e":false}}'
    for (let i = 0; i < text.length; i++) expect(typeof refusal(text.slice(0, i))).toBe("string")
  })

  test("nesting has a limit", () => {
    expect(refusal("[".repeat(1001))).toBe("line 1, column 1001: nested deeper than 1000 levels")
    expect(lua(`return (json.decode(("["):rep(1000) .. ("]"):rep(1000)))`)[0]).toBeDefined()
    expect(lua(`return (json.decode('{"a":{"a":1}}', nil, 2))`)[0]).toBeDefined()
    expect(lua(`return json.decode('{"a":{"a":{}}}', nil, 2)`)[1]).toBe(
      "line 1, column 11: nested deeper than 2 levels",
    )
    expect(lua(`return (json.decode(("["):rep(3000) .. ("]"):rep(3000), nil, 3000))`)[0]).toBeDefined()
    expect(refusal("[".repeat(100_000))).toBe("line 1, column 1001: nested deeper than 1000 levels")
  })

  test("wrong arguments raise", () => {
    expect(lua("return pcall(json.decode, {})")[1]).toMatch(/string expected, got table/)
    expect(lua("return pcall(json.decode)")[1]).toMatch(/string expected, got no value/)
    expect(lua("return pcall(json.decode, '1', nil, 0)")[1]).toMatch(/depth must be from 1 to 3000/)
  })
})
