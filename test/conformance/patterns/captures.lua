-- §6.4.1: nested, empty and back-referenced captures
print(("abcabc"):match("(abc)%1"), ("abab"):match("(a)(b)%1%2"), ('say "hi" \'x\''):match("([\"'])(.-)%1"))
-- expect: abc	a	"	hi
print(("hello"):find("(h(e(l)l)o)")) -- expect: 1	5	hello	ell	l
print(("x"):match("()x()"), ("abc"):match("a(.?)c"), ("ac"):match("a(.?)c") == "") -- expect: 1	b	true
print(("one two"):gsub("(%w+) (%w+)", "%2 %1 %0")) -- expect: two one one two	1
print(("aa bb cd"):gsub("(%w)%1", "<%1>")) -- expect: <a> <b> cd	2
print(("k=v;k2=v2"):gsub("(%w+)=(%w+)", function(k, v) return v .. "=" .. k end)) -- expect: v=k;v2=k2	2
print(select("#", ("abcdefgh"):match(("(.)"):rep(8))), pcall(string.match, "x", ("(x?)"):rep(33)))
-- expect: 8	false	too many captures
print(pcall(string.match, "x", "%1")) -- expect: false	invalid capture index %1
print(pcall(string.match, "x", "(x)%2")) -- expect: false	invalid capture index %2
print(pcall(string.match, "x", "(x%1)")) -- expect: false	invalid capture index %1
