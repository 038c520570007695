-- messages of tracebacks are C strings
print((debug.traceback("one\0two"):gsub("\n.*", ""))) -- expect: one
print(select(2, xpcall(error, function(e) return (debug.traceback(e):match("^[^\n]*")) end, "three\0four"))) -- expect: three
