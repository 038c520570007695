-- §6.4.1: * + - ?
print(("aaa"):match("a*"), ("aaa"):match("a+"), ("aaa"):match("a-") == "", ("aaa"):match("a?"))
-- expect: aaa	aaa	true	a
print(("baaac"):match("ba*c"), ("bc"):match("ba*c"), ("bc"):match("ba+c"), ("bac"):match("ba?c"))
-- expect: baaac	bc	nil	bac
print(("<<a>><<b>>"):match("<<(.-)>>"), ("<<a>><<b>>"):match("<<(.*)>>")) -- expect: a	a>><<b
print(("aaab"):match("^a-b"), ("xaaab"):match("a-b"), ("aab"):match("a-$")) -- expect: aaab	aaab
print(("[[x]]"):gsub("[%[%]]*", "|"), ("abc123"):match("%a+%d-"), ("abc123"):match("%a+%d-$"))
-- expect: |x|	abc	abc123
print(("a*b"):match("a*"), ("a*b"):match("a%*b"), ("*"):match("^*"), ("a-"):match("a%-?"))
-- expect: a	a*b	*	a-
print(("foo.bar.baz"):match("^(.*)%.(.-)$"), ("path/to/file"):match("([^/]*)$")) -- expect: foo.bar	file
print((("x"):rep(100)):match("x*x*x*x"), #(("x"):rep(100)):match("x-x*"))
-- expect: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx	100
