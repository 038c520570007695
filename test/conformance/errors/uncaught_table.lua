-- an uncaught error value that is no string
print("before") -- expect: before
error({ code = 1 }) -- expect error: (error object is a table value)
