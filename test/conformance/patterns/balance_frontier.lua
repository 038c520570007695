-- §6.4.1: %b and %f
print(("(a(b)c) d"):match("%b()"), ("((x)"):match("%b()"), ("x()"):find("%b()"), ("(("):match("%b()"))
-- expect: (a(b)c)	(x)	2	nil
print(("if x then y end"):match("%bxy"), ("<a<b>c>"):gsub("%b<>", "T"), ("aXbXc"):match("%bXX"))
-- expect: x then y	T	XbX
print(("THE (quick) fox"):gsub("%f[%a]%a+", string.lower)) -- expect: the (quick) fox	3
print(("THE (quick) fox"):find("%f[%a]%a+%f[%A]", 5)) -- expect: 6	10
print(("hello world"):gsub("%f[%w]%w", string.upper), ("x"):find("%f[%z]"), (""):find("%f[%z]"))
-- expect: Hello World	2	nil
print(("foo bar"):gsub("%f[%s]", "|"), ("[x]"):match("%f[x]x"), ("aab"):find("%f[b]"))
-- expect: foo| bar	x	3	2
print(pcall(string.match, "x", "%b")) -- expect: false	malformed pattern (missing arguments to '%b')
print(pcall(string.match, "x", "%bx")) -- expect: false	malformed pattern (missing arguments to '%b')
print(pcall(string.match, "x", "%f")) -- expect: false	missing '[' after '%f' in pattern
