-- §3.4.4: strings compare by bytes (C locale)
print("a" < "b", "a" < "B", "Z" < "a", "" < "a", "a" < "") -- expect: true	false	true	true	false
print("abc" < "abd", "abc" < "abcd", "abc" <= "abc", "b" > "abc") -- expect: true	true	true	true
print("10" < "9", "a\0b" > "a", "\127" < "\128", "\255" > "z") -- expect: true	true	true	true
print("a" >= "a", not ("a" < "a"), "x" ~= "y") -- expect: true	true	true
local words = { "pear", "Apple", "fig", "apple", "", "zoo", "Zoo" }
table.sort(words)
print(table.concat(words, " ")) -- expect:  Apple Zoo apple fig pear zoo
