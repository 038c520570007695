-- Large data files are read in a way of their own: what they give, and what else looks like them, is the same.
local padding = "--" .. ("x"):rep(70000) .. "\n"
local function show(v, seen)
  if type(v) == "string" then return ("%q"):format(v) end
  if type(v) ~= "table" then return math.type(v) == "float" and ("%a"):format(v) or tostring(v) end
  local parts = { "#" .. #v }
  for i = 1, #v do parts[#parts + 1] = show(v[i]) end
  local keys = {}
  for k in pairs(v) do if math.type(k) ~= "integer" or k < 1 or k > #v then keys[#keys + 1] = show(k) .. "=" .. show(v[k]) end end
  table.sort(keys)
  return "{" .. table.concat(parts, ",") .. ";" .. table.concat(keys, ",") .. "}"
end
local function both(text)
  local small, e1 = load(text, "=small")
  local large, e2 = load(padding .. text, "=large")
  if not small or not large then
    print((e1 and e1:gsub("^small:1:", "") or "?") == (e2 and e2:gsub("^large:2:", "") or "!"), e1)
    return
  end
  local ok1, a = pcall(small)
  local ok2, b = pcall(large)
  if not (ok1 and ok2) then
    print(ok1, ok2, tostring(a):gsub("small:1", "?") == tostring(b):gsub("large:2", "?"))
    return
  end
  local again = large()
  print(show(a) == show(b), show(again) == show(b), type(b) ~= "table" or again ~= b)
end
for _, text in ipairs {
  "return {}", "return {1, 2.0, -3, -0.0, 'x', true, false, nil, 5}", "return {a = 1, ['b c'] = {2, {3}}, [4] = 'four', [1.0] = 'one', 'first'}",
  "return {1, 2, nil, 4; x = nil, y = -9223372036854775808, z = 0x7fffffffffffffff, [-0.0] = 1};",
  "return {[1] = 'a', 'b', [2] = 'c', 'd', [3] = 'e'}", "return {{{{}}}, [[long\nstring]], \"\\65\\u{48}\\z  x\"}",
  "return {a = 1, a = 2, ['a'] = 3, [3] = 1, [3] = nil}", "return {" .. ("1,"):rep(3000) .. "}", "return {" .. ("{"):rep(60) .. ("}"):rep(60) .. "}",
} do both(text) end
-- expect: true	true	true
-- expect: true	true	true
-- expect: true	true	true
-- expect: true	true	true
-- expect: true	true	true
-- expect: true	true	true
-- expect: true	true	true
-- expect: true	true	true
-- expect: true	true	true
-- what is no data, or has errors
for _, text in ipairs {
  "return {1} .. 'x'", "return {print}", "return {1 + 2, - -3, not nil}, 4", "return {f = function() return 1 end}.f()", "return {[nil] = 1}",
  "return {1, 2", "return {1 2}", "return {a = }", "return {1}} ", "return {[1] 2}", "return {1} x = 2", "return {'unfinished}",
  "return {-'5'}", "return {...}", "return {x}",
} do both(text) end
-- expect: false	false	true
-- expect: true	true	true
-- expect: true	true	true
-- expect: true	small:1: <eof> expected near '.'
-- expect: false	false	true
-- expect: true	small:1: '}' expected near <eof>
-- expect: true	small:1: '}' expected near '2'
-- expect: true	small:1: unexpected symbol near '}'
-- expect: true	small:1: <eof> expected near '}'
-- expect: true	small:1: '=' expected near '2'
-- expect: true	small:1: <eof> expected near 'x'
-- expect: true	small:1: unfinished string near <eof>
-- expect: true	true	true
-- expect: true	true	true
-- expect: true	true	true
local info = debug.getinfo(load(padding .. "return {1}", "=data"), "Su")
print(info.what, info.source, info.nups, info.isvararg)
-- expect: main	=data	1	true
