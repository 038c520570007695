-- An HTTP/1.1 server with keep-alive and pipelining, on nothing but client.*:
--
--   slua -p 8080 http_server.lua
--
-- GET and HEAD of a few pages, POST /echo; bodies with Content-Length or in chunks.

local MOST_HEADERS = 100
local LONGEST_BODY = 8 * 1024 * 1024

local STATUS = {
  [200] = "OK", [400] = "Bad Request", [404] = "Not Found", [405] = "Method Not Allowed",
  [408] = "Request Timeout", [413] = "Content Too Large", [431] = "Request Header Fields Too Large",
  [500] = "Internal Server Error", [501] = "Not Implemented", [505] = "HTTP Version Not Supported",
}

-- What can go wrong with a request is raised as {status = 400}.
local function refuse(status)
  error({ status = status })
end

-- A line without the carriage return that HTTP puts before the newline.
local function strip(line)
  return line:byte(-1) == 13 and line:sub(1, -2) or line
end

local function header_line()
  local line, why = client.line(8192)
  if line == nil then refuse(why == "timeout" and 408 or why == "too long" and 431 or 400) end
  return strip(line)
end

local function read_headers()
  local headers = {}
  for _ = 1, MOST_HEADERS do
    local line = header_line()
    if line == "" then return headers end
    local name, value = line:match("^([%w!#$%%&'*+.^_`|~-]+):[ \t]*(.*)$")
    if name == nil then refuse(400) end
    name, value = name:lower(), value:match("^(.-)[ \t]+$") or value
    headers[name] = headers[name] and headers[name] .. ", " .. value or value
  end
  refuse(431)
end

local function read_exactly(count)
  local text = client.read(count)
  if text == nil and count > 0 or text and #text < count then refuse(400) end
  return text
end

local function read_chunks()
  local parts, total = {}, 0
  while true do
    local digits = header_line():match("^(%x+)[ \t]*;?") or refuse(400)
    local size = #digits <= 8 and tonumber(digits, 16) or refuse(413)
    total = total + size
    if total > LONGEST_BODY then refuse(413) end
    if size == 0 then break end
    parts[#parts + 1] = read_exactly(size)
    if header_line() ~= "" then refuse(400) end
  end
  read_headers()
  return table.concat(parts)
end

local function read_body(headers)
  local coding, length = headers["transfer-encoding"], headers["content-length"]
  if coding then
    if length then refuse(400) end
    if coding:lower() ~= "chunked" then refuse(501) end
    return read_chunks()
  end
  if length == nil then return "" end
  if not length:find("^%d+$") then refuse(400) end
  if #length > 10 or tonumber(length) > LONGEST_BODY then refuse(413) end
  return read_exactly(math.tointeger(tonumber(length)))
end

-- The next request; nil when the client is done.
local function read_request()
  local line
  repeat
    line = client.line(8192)
    if line == nil then return nil end
    line = strip(line)
  until line ~= ""
  local method, target, major, minor = line:match("^(%u+) (%S+) HTTP/(%d)%.(%d)$")
  if method == nil then refuse(400) end
  if major ~= "1" then refuse(505) end
  local headers = read_headers()
  if minor == "1" and headers.host == nil then refuse(400) end
  if headers.expect and headers.expect:lower() == "100-continue" then
    client.write("HTTP/1.1 100 Continue\r\n\r\n")
  end
  local connection = (headers.connection or ""):lower()
  local keep = minor == "1" and not connection:find("close") or connection:find("keep%-alive") ~= nil
  return { method = method, path = target:match("^[^?]*"), headers = headers, body = read_body(headers), keep = keep }
end

local function respond(request, status, body, kind)
  local keep = request.keep and not client.stopping()
  client.write(
    "HTTP/1.1 ", status, " ", STATUS[status], "\r\nContent-Type: ", kind or "text/plain",
    "\r\nContent-Length: ", #body, keep and "\r\n\r\n" or "\r\nConnection: close\r\n\r\n",
    request.method == "HEAD" and "" or body)
  return keep
end

local PAGES = {
  ["/"] = function() return 200, "Hello, world!\n" end,
  ["/ip"] = function() return 200, client.ip .. "\n" end,
  ["/slow"] = function() os.usleep(20000) return 200, "at last\n" end,
  ["/error"] = function() error("a mistake in the page") end,
}

local function answer(request)
  local path, method = request.path, request.method
  if path == "/echo" then
    if method ~= "POST" then return respond(request, 405, "use POST\n") end
    return respond(request, 200, request.body, request.headers["content-type"])
  end
  local page = PAGES[path]
  if page == nil then return respond(request, 404, "there is no " .. path .. "\n") end
  if method ~= "GET" and method ~= "HEAD" then return respond(request, 405, "use GET\n") end
  local ok, status, body = xpcall(page, debug.traceback)
  if ok then return respond(request, status, body) end
  eprint(status)
  return respond(request, 500, "something went wrong\n")
end

while true do
  local ok, request = pcall(read_request)
  if not ok then
    if type(request) ~= "table" then error(request, 0) end
    respond({ keep = false }, request.status, STATUS[request.status] .. "\n")
    break
  end
  if request == nil or not answer(request) then break end
end
