// The modules cjson and cjson.safe: the interface of lua-cjson.
import { expect, test } from "bun:test"
import { referenceHas, runReference, runSlua } from "../../../support/module.ts"

/** What both print alike. */
const SAME = `
  local cjson = require "cjson"
  local safe = require "cjson.safe"
  print(cjson._NAME, safe._NAME, cjson._VERSION, type(cjson.null))
  print(cjson.encode { 1, 2, 3 }, cjson.encode { a = 1 }, cjson.encode {}, cjson.encode { { x = {} } })
  print(cjson.encode { 1, x = "mixed" } == '{"1":1,"x":"mixed"}', cjson.encode { [3] = 1 })
  print(cjson.encode("a\\"b\\n\\tc"), cjson.encode(true), cjson.encode(cjson.null), cjson.encode(nil))
  print(cjson.encode(1), cjson.encode(1.0), cjson.encode(0.1), cjson.encode(-0.0), cjson.encode(1e15), cjson.encode(1e-7))
  print(cjson.encode(1/3), cjson.encode_number_precision(3), cjson.encode(1/3), cjson.encode_number_precision(14))
  print(cjson.decode("[1,null,\\"x\\"]")[2] == cjson.null, cjson.decode('{"a":{"b":[1,2]}}').a.b[2] == 2)
  print(pcall(cjson.encode, { [1] = 1, [11] = 1 }) == false, (safe.encode { [1] = 1, [100] = 1 }))
  print(cjson.encode_sparse_array())
  print(cjson.encode_sparse_array(true, 2, 3))
  print(#cjson.encode { [1] = 1, [100] = 2 }, cjson.encode_sparse_array(false, 2, 10))
  print((pcall(cjson.decode, "[1,")), (pcall(cjson.encode, print)), (pcall(cjson.encode, 0/0)))
  print((safe.decode("[1,")), type(select(2, safe.decode("[1,"))), (safe.encode(print)))
  print(cjson.encode_max_depth(), cjson.decode_max_depth(), cjson.encode_max_depth(2), (pcall(cjson.encode, {{{}}})))
  local other = cjson.new()
  print(other.encode_max_depth(), cjson.encode_max_depth(), other.encode { { { } } })
  print(other.decode_max_depth(1), (pcall(other.decode, "[[]]")), cjson.decode("[[]]")[1] ~= nil)
  print(cjson.encode_keep_buffer(), cjson.encode_keep_buffer("off"), cjson.encode_invalid_numbers())
  print((pcall(cjson.encode_number_precision, 17)), (pcall(cjson.encode_sparse_array, 1)))`

const EXPECTED = `cjson	cjson	2.1.0	userdata
[1,2,3]	{"a":1}	{}	[{"x":{}}]
true	[null,null,1]
"a\\"b\\n\\tc"	true	null	null
1	1	0.1	-0	1e+15	1e-07
0.33333333333333	3	0.333	14
true	true
true	nil
false	2	10
true	2	3
15	false	2	10
false	false	false
nil	string	nil
1000	1000	2	false
1000	2	[[{}]]
1	false	true
true	false	false
false	false
`

test("behaves as lua-cjson", () => {
  expect(runSlua(SAME)).toBe(EXPECTED)
})

const hasCjson = referenceHas("cjson")
test.skipIf(!hasCjson)(`agrees with it${hasCjson ? "" : " (skipped: lua-cjson is not installed)"}`, () => {
  // Its null is a light userdata, and integers are floats in this version: nothing above shows that.
  expect(runReference(SAME)).toBe(EXPECTED)
})

test("keeps integers, shares null with json, and names what is wrong", () => {
  expect(
    runSlua(`
      local cjson = require "cjson"
      print(math.type(cjson.decode("1")), math.type(cjson.decode("1.5")), cjson.null == json.null)
      print(pcall(cjson.decode, "[1,"))
      print(pcall(cjson.encode, { a = { print } }))
      print(require("cjson.safe").decode("x"))
      print(pcall(cjson.decode_invalid_numbers, true))`),
  ).toBe(
    `integer	float	true
false	line 1, column 4: the text ends where a value should be
false	cannot encode field 'a[1]': a function
nil	line 1, column 1: 'x' where a value should be
false	bad argument #1 to 'cjson.decode_invalid_numbers' (invalid numbers are not supported)
`,
  )
})
