-- A line-based echo server that greets, answers commands and counts:
--
--   slua -p 4000 chat_echo.lua        and then: telnet localhost 4000

client.write("Hello ", client.ip, ". Say something, or /quit, /count, /shout TEXT.\r\n")
local count = 0
while true do
  client.write("> ")
  local line, why = client.line()
  if line == nil then
    if why then client.write("\r\n", why, "\r\n") end
    break
  end
  line = line:gsub("\r$", "")
  count = count + 1
  local command, rest = line:match("^/(%a+) ?(.*)$")
  if command == "quit" then
    client.write("Good bye.\r\n")
    break
  elseif command == "count" then
    client.write(count, " lines so far\r\n")
  elseif command == "shout" then
    client.write(rest:upper(), "\r\n")
  elseif command then
    client.write("What is /", command, "?\r\n")
  else
    client.write(line, "\r\n")
  end
end
