-- §6.4: string.match with captures, positions and init
print(("hello 123"):match("%d+"), ("hello"):match("l+"), ("hello"):match("x")) -- expect: 123	ll	nil
print(("2024-01-15"):match("(%d+)-(%d+)-(%d+)")) -- expect: 2024	01	15
print(("hello"):match("()l"), ("hello"):match("(h)(e)(x?)"), ("hello"):match(".-")) -- expect: 3	h
print(("  trim  "):match("^%s*(.-)%s*$") .. "|") -- expect: trim|
print(("key=val"):match("(%w+)=(%w*)"), ("k="):match("(%w+)=(%w*)")) -- expect: key	k
print(("hello"):match("l", 4), ("hello"):match("^l", 3), ("hello"):match("^h", 2)) -- expect: l	l	nil
print(("x"):match("((x))"), ("abc"):match("((a)(b))")) -- expect: x	ab	a	b
print(("[[nested]]"):match("%[(%b[])%]"), ("f(a(b)c)d"):match("%b()")) -- expect: [nested]	(a(b)c)
print(("THE (quick) fox"):match("%((%a+)%)"), ("a,b,,c"):match("^([^,]*),([^,]*),([^,]*)"))
-- expect: quick	a	b
