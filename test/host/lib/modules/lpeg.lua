-- What lpeg and re match, capture and refuse, a line for each; lpeg.txt is what this prints.
local lpeg = require "lpeg"
local P, R, S, V, B = lpeg.P, lpeg.R, lpeg.S, lpeg.V, lpeg.B
local C, Ct, Cs, Cc, Cg, Cb, Cp, Cmt, Carg = lpeg.C, lpeg.Ct, lpeg.Cs, lpeg.Cc, lpeg.Cg, lpeg.Cb, lpeg.Cp, lpeg.Cmt, lpeg.Carg
local function show(v)
  if type(v) ~= "table" then return tostring(v) end
  local parts = {}
  for i, x in ipairs(v) do parts[i] = show(x) end
  local names = {}
  for k in pairs(v) do if type(k) == "string" then names[#names + 1] = k end end
  table.sort(names)
  for _, k in ipairs(names) do parts[#parts + 1] = k .. "=" .. show(v[k]) end
  return "{" .. table.concat(parts, ",") .. "}"
end
local function try(p, s, ...)
  local results = table.pack(pcall(lpeg.match, p, s, ...))
  for i = 1, results.n do results[i] = show(results[i]) end
  print((table.concat(results, " ", 1, results.n):gsub("^false .-:%d+: ", "error: ")))
end
-- what matches
try("abc", "abcd") try(P"abc", "ab") try(P(2), "ab") try(P(-1), "") try(P(true), "") try(P(false), "x")
try(R("az", "09")^1, "ab12-") try(S"+-"^-1 * R"09"^1, "-17") try(S"", "x") try(P"a"^0 * "b", "aaab")
try(-P"a" * 1, "ba") try(#P"ab" * C(1), "abc") try(1 - P"x", "y") try(R"az" - S"aeiou", "e") try(P"ab" + "ac", "ac")
try(P(1)^-3, "ab") try(P"x"^2, "xxx") try(B"a" * "b", "ab", 2) try(P(1) * B"a" * C"b", "ab")
-- where it begins
try(C"b", "abc", 2) try(C"c", "abc", -1) try(Cp(), "abc", 10) try(P(1)^0 * Cp(), "\0\255")
-- captures
try(C(C(1) * C(1)), "xy") try(Ct(C(1)^0), "abc") try(Cc(1, nil, "x"), "") try(Cg(C(1) * C(1)), "ab")
try(Ct(Cg(C(1), "name") * C(1)), "ab") try(Cg(C(1), "n") * 1 * Cb"n", "ab") try(C(1) * C(1) / "%2-%1-%0-%%", "ab")
try(C(1)^1 / function(...) return select("#", ...), ... end, "abc") try(C(1) / { a = "found" }, "a") try(C(1) / { a = "found" }, "b")
try(C(1) * C(1) / 2, "ab") try(C(1) / 0, "a") try(Cs((P"a" / "b" + 1)^0), "banana") try(Cs((R"09" / function(d) return d + 1 end + 1)^0), "a1b2")
try(Carg(1) * Carg(2), "", 1, "first", { 2 }) try(lpeg.Cf(C(R"09"^1) * ("," * C(R"09"^1))^0, function(a, b) return a + b end), "1,2,3")
try(Cmt(C(R"09"^1), function(s, i, d) return #d == 2 and i, d .. "!" end), "12") try(Cmt(P(1), function() return false end), "x")
try(P(function(s, i) return i + 1, "skipped" end), "xyz") try(C(Cmt(1, function(s, i) return true, "a", "b" end)), "x")
try((C"a" * "c" + Ct(C"a" * C"b")), "ab") try(Ct(Cg(Ct(Cg(Cc(1), "x")), "inner")), "")
-- grammars
try(P{ "S", S = "(" * V"S" * ")" * V"S" + "" } * -1, "(()())") try({ C(P"a" * V(1) + "b") }, "aab")
try(P{ "E"; E = C(V"T" * ("+" * V"T")^0), T = R"09" + "(" * V"E" * ")" }, "1+(2+3)")
-- what is refused
try(V"x", "") try({ V"y" }, "") print(select(2, pcall(P, { V(1) * "a" })))
try(Cb"n", "") try(C(1) / "%2", "a") try(Carg(1), "") try(P(1) / 3, "a") try(Cs(P(1) / function() return {} end), "a")
print((pcall(function() return P""^0 end)), (pcall(B, P"a"^0)), (pcall(R, "abc")), (pcall(P, io.stdout)), (pcall(lpeg.match, "a")))
print(lpeg.type(P"a"), lpeg.type("a"), (tostring(P"a"):match "^[^:]*"), lpeg.locale().digit:match("7x"), P"a".match == lpeg.match)
-- re
local re = require "re"
local function rtry(s, p, defs) try(re.compile(p, defs), s) end
rtry("aab", "'a'* 'b' !.") rtry("key = value", "{%w+} %s* '=' %s* {%w+}") rtry("abc", "{| {.}* |}") rtry("x1", "{:letter: %a :} {:digit: %d :} -> {}")
rtry("abab", "{:x: 'a' 'b' :} =x !.") rtry("1+2", "({%d} '+' {%d}) -> add", { add = function(a, b) return a + b end }) rtry("ab", "{~ ('a' -> 'x' / .)* ~}")
rtry("aaa", "'a'^2 {}") rtry("aaa", "'a'^+2 {}") rtry("aaa", "'a'^-2 {}") rtry("[x]", "'[' {[^]]*} ']'") rtry("a-z", "[a-c] [-] %l") rtry("A_1", "[A-Z_0-9]+")
rtry("((a))", "s <- '(' s ')' / {'a'}") rtry("x y", "list <- {| item (%s+ item)* |} -- comment\n item <- {%a+}") rtry("\n", "%nl") rtry("a", "%S %W?") rtry("12", "%num", { num = R"09"^1 / tonumber })
rtry("abc", "{.} => ok", { ok = function(s, i, c) return i + 1, c .. i end }) rtry("3", "%d -> double", { double = { ["3"] = 6 } }) rtry("ab", "&'a' {..}") rtry("ab", "!'b' . -> '%0%0'") rtry("123", "({%d} {%d} {%d}) -> 2")
print(re.find("hello world", "'wor'")) print(re.find("hello", "'z'")) print(re.match("  x", "%s* {.}")) print(re.gsub("a1b22", "%d+", "<%0>")) print(re.gsub("abc", "'b'", string.upper))
print((pcall(re.compile, "'a' -")), (pcall(re.compile, "a")), (pcall(re.compile, "a <- b")), (pcall(re.compile, "a <- 'x' a <- 'y'")), (pcall(re.compile, "%nothing")), (pcall(re.compile, "''*")))
