-- §6.8: what the system refuses comes as nil, message, number
print(io.open("/nonexistent/dir/file")) -- expect: nil	/nonexistent/dir/file: No such file or directory	2
print(io.open("/nonexistent", "r")) -- expect: nil	/nonexistent: No such file or directory	2
print(os.remove("/nonexistent/file")) -- expect: nil	/nonexistent/file: No such file or directory	2
print(os.rename("/nonexistent/a", "/nonexistent/b")) -- expect: nil	No such file or directory	2
print(pcall(io.open, "x", "bad mode")) -- expect: false	bad argument #2 to 'io.open' (invalid mode)
print(pcall(io.open, "x", "rz")) -- expect: false	bad argument #2 to 'io.open' (invalid mode)
print(pcall(io.close, 5)) -- expect: false	bad argument #1 to 'io.close' (FILE* expected, got number)
print(io.type(nil), pcall(io.type)) -- expect: nil	false	bad argument #1 to 'io.type' (value expected)
print(pcall(io.lines, "/nonexistent/file", "x"))
-- expect: false	cannot open file '/nonexistent/file' (No such file or directory)
