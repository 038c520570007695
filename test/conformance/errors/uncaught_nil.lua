-- error(nil) is an error, too
print("start") -- expect: start
error(nil) -- expect error: (error object is a nil value)
