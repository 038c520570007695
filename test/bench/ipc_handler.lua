-- Submits jobs of SIZE bytes, FLIGHT under way, and collects their results; writes a line when it
-- begins and one when it ends. arg is not passed to handlers: the numbers are on standard input.
local count, size, flight = client.line():match("(%d+) (%d+) (%d+)")
count, size, flight = math.tointeger(count), math.tointeger(size), math.tointeger(flight)
local payload = ("x"):rep(size)

local function run(n)
  local under_way = 0
  for i = 1, n do
    if under_way >= flight then
      work.collect()
      under_way = under_way - 1
    end
    work.submit(payload)
    under_way = under_way + 1
  end
  while work.active() do assert(#work.collect() == size) end
end

run(count // 10) -- warm-up
client.write("begin\n")
client.line()
run(count)
client.write("end\n")
client.line()
