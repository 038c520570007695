// The module socket: TCP on the loopback, as LuaSocket has it.
import { expect, test } from "bun:test"
import { referenceHas, runReference, runSlua } from "../../../support/module.ts"
import { SLUA } from "../../../support/paths.ts"

const SCRIPT = `
  local socket = require "socket"
  local function kind(s) return (tostring(s):match "^[^:]*") end
  print(socket._VERSION, math.type(socket.gettime()), math.abs(socket.gettime() - os.time()) < 5)

  local s = assert(socket.bind("127.0.0.1", 0))
  local ip, port, family = s:getsockname()
  print(ip, family, kind(s), s:getfamily())
  s:settimeout(0.05)
  print(s:accept())

  local c = socket.tcp()
  print(kind(c), c:getsockname())
  print(pcall(c.send, c, "x"))
  print((c:settimeout(5)), (c:connect("127.0.0.1", port)), kind(c))
  local p = s:accept()
  p:settimeout(5)
  print(kind(p), p:getpeername() == c:getsockname(), (select(3, p:getpeername())))
  print((c:send("hello\\r\\nwor\\rld\\nrest")), (c:send("abcdef", 2, 4)), (c:send("abcdef", -2)), (c:send("abc", 3, 2)), (c:send("")))
  print((p:receive()), (p:receive("*l")), (p:receive(4)), (p:receive(4, "pre")))
  p:settimeout(0.05)
  print(p:receive(100))
  print(p:receive("*l", "pre"))
  print(p:dirty(), c:dirty(), c:getfd() > 0)
  p:settimeout(5)
  c:send("tail")
  c:shutdown("send")
  print((p:receive("*a")))
  print(p:receive("*a"))
  print(p:receive(1))
  print(p:receive("*l"))
  print((p:send("back")), (c:receive(4)))
  print((c:getstats()), (select(2, c:getstats())))
  print((c:close()), (p:close()))
  print(c:send("x"))
  print(c:receive())
  print(c:getsockname())
  print(socket.tcp():connect("host.invalid", 80))
  print(pcall(c.receive, c, "*x"))

  c = socket.connect("127.0.0.1", port)
  p = s:accept()
  local r, w, e = socket.select({ s, c }, { c }, 0.05)
  print(#r, #w, e, w[1] == c, w[c] == 1)
  r, w, e = socket.select({ s, c }, nil, 0.05)
  print(#r, #w, e)
  p:send("x\\ny")
  r, w, e = socket.select({ s, c }, nil, 5)
  print(#r, #w, e, r[1] == c)
  print((c:receive()))
  r = socket.select({ s, c }, nil, 5)
  print(#r, c:dirty())
  print((c:setoption("tcp-nodelay", true)), (c:setoption("keepalive", true)), pcall(c.setoption, c, "bogus", 1))
  print(c:getoption("tcp-nodelay"), c:getoption("keepalive"), (c:setoption("linger", { on = true, timeout = 1 })))
  p:close()
  print((c:receive(1)))
  print(c:receive(1))
  c:close()

  local before = socket.gettime()
  socket.sleep(0.05)
  print(socket.gettime() - before >= 0.05)
  print((socket.dns.toip("127.0.0.1")), #socket.dns.gethostname() > 0, (socket.dns.toip("host.invalid")))
  print(socket.skip(2, 1, 2, 3))
  print(socket.bind("127.0.0.1", port))
  print(socket.protect(function() socket.try(nil, "oops") end)())
  print(socket.protect(function() return 1, 2 end)())
  print(pcall(socket.protect(function() error("x", 0) end)))
  local try = socket.newtry(function() print "finalized" end)
  print(socket.protect(function() try(false, "bad") end)())
  print(socket.protect(function() return try(1, 2) end)())
  print((s:settimeout(nil)), pcall(s.settimeout, s, 1, "q"))
  local m = socket.tcp4()
  print((m:bind("127.0.0.1", 0)), (m:listen()), kind(m))
  print(pcall(m.listen, m))
  m:close()
  s:close()
  print(socket.connect("127.0.0.1", port))`

const EXPECTED = `LuaSocket 3.0.0	float	true
127.0.0.1	inet	tcp{server}	inet4
nil	timeout
tcp{master}	nil	Bad file descriptor
false	bad argument #1 to '?' (tcp{client} expected)
1	1	tcp{client}
tcp{client}	true	inet
18	4	6	2	0
hello	world	rest	preb
nil	timeout	cdef
nil	timeout	pre
false	false	true
tail
nil	closed	
nil	closed	
nil	closed	
4	back
4	27
1	1
nil	closed	0
nil	closed	
nil	Bad file descriptor
nil	host or service not provided, or not known
false	bad argument #2 to '?' (invalid receive pattern)
0	1	nil	true	true
0	0	timeout
1	0	nil	true
x
1	true
1	1	false	bad argument #2 to '?' (unsupported option \`bogus')
true	true	1
y
nil	closed	
true
127.0.0.1	true	nil
3
nil	address already in use
nil	oops
1	2
false	x
finalized
nil	bad
1	2
1	false	bad argument #3 to '?' (invalid timeout mode)
1	1	tcp{server}
false	bad argument #1 to '?' (tcp{master} expected)
nil	connection refused
`

test("is what LuaSocket is", () => {
  expect(runSlua(SCRIPT)).toBe(EXPECTED)
})

const hasSocket = referenceHas("socket")
test.skipIf(!hasSocket)(`agrees with it${hasSocket ? "" : " (skipped: lua-socket is not installed)"}`, () => {
  // Numbers are floats there.
  expect(runReference(SCRIPT).replaceAll(/(^|\t)(\d+)\.0(?=\t|$)/gm, "$1$2")).toBe(EXPECTED)
})

test("large data goes both ways", () => {
  expect(
    runSlua(`
      local socket = require "socket"
      local s = socket.bind("127.0.0.1", 0)
      local c = socket.connect(s:getsockname())
      local p = s:accept()
      local bytes = {}
      for i = 0, 255 do bytes[i + 1] = string.char(i) end
      local data = table.concat(bytes):rep(4096)
      c:settimeout(0)
      p:settimeout(0)
      local sent, parts, received = 0, {}, 0
      while received < #data do
        if sent < #data then
          local last, _, partial = c:send(data, sent + 1)
          sent = last or partial
        end
        local part, _, rest = p:receive(100000)
        parts[#parts + 1] = part or rest
        received = received + #(part or rest)
      end
      print(sent, received, table.concat(parts) == data)`),
  ).toBe("1048576\t1048576\ttrue\n")
})

test("a worker that waits for a client can be stopped", async () => {
  const worker = `work.accept() require("socket").bind("127.0.0.1", 0):accept()`
  const child = Bun.spawn(
    [
      ...SLUA,
      "--job-timeout",
      "1",
      "--job-retries",
      "0",
      "-h",
      `work.submit("job") print(work.collect())`,
      "-w",
      worker,
    ],
    { stdout: "pipe", stderr: "ignore" },
  )
  expect(await new Response(child.stdout).text()).toMatch(/^nil\tthe worker was stopped: the job ran longer/)
  expect(await child.exited).toBe(0)
})

test("sockets that are lost are closed, and those that are left at the end of the state", () => {
  const script = `
    local socket = require "socket"
    local server = socket.bind("127.0.0.1", 0)
    local function lose() socket.connect(server:getsockname()):send("lost\\n") end
    for _ = 1, 3 do lose() end
    collectgarbage()
    for _ = 1, 3 do
      local peer <close> = server:accept()
      print(peer:receive(), peer:receive())
    end`
  expect(runSlua(script)).toBe("lost\tnil\tclosed\t\n".repeat(3))
})
