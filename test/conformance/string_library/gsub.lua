-- §6.4: string.gsub with string, table and function replacement
print(("hello world"):gsub("o", "0")) -- expect: hell0 w0rld	2
print(("hello"):gsub("l", "L", 1), ("hello"):gsub("l", "L", 0), ("hello"):gsub("x", "y"))
-- expect: heLlo	hello	hello	0
print(("hello world"):gsub("(%w+)", "<%1>"), ("abc"):gsub("%w", "%0%0"), ("ab"):gsub("(a)(b)", "%2%1"))
-- expect: <hello> <world>	aabbcc	ba	1
print(("$name is $age"):gsub("%$(%w+)", { name = "Lua", age = 30 })) -- expect: Lua is 30	2
print(("abc"):gsub("%w", { a = "1", b = true and 2, c = false })) -- expect: 12c	3
print(("1 2 3"):gsub("%d", function(d) return d * 2 end)) -- expect: 2 4 6	3
print(("abc"):gsub("b", function() return nil end), ("abc"):gsub("(a)(b)", function(a, b) return b .. a end))
-- expect: abc	bac	1
print(("abc"):gsub("", "-"), (""):gsub("", "x"), ("abc"):gsub(".", "%%")) -- expect: -a-b-c-	x	%%%	3
print(("hello"):gsub("^h", "H"), ("hhh"):gsub("^h", "x"), ("abc"):gsub("c$", "!")) -- expect: Hello	xhh	ab!	1
print(("a b c"):gsub(" ", "", 1), ("x"):gsub("x", "%1"), ("abc"):gsub("()", "%1")) -- expect: ab c	x	1a2b3c4	4
print(("a.b.c"):gsub("%.", "/"), (("x"):gsub("x", "y"))) -- expect: a/b/c	y
print(pcall(string.gsub, "x", "x", "%2")) -- expect: false	invalid capture index %2
print(pcall(string.gsub, "x", "x", "%")) -- expect: false	invalid use of '%' in replacement string
print(pcall(string.gsub, "x", "(x", "y")) -- expect: true	y	1
