-- A gateway that takes requests as lines of JSON and fans their items out to the workers:
--
--   slua -p 5000 job_gateway.lua job_worker.lua
--
--   → {"task": "hash", "items": ["a", "b"]}
--   ← {"results": ["0cc1…", "92eb…"], "failed": 0}

local function reply(value)
  client.write(json.encode(value), "\n")
end

for line in client.line do
  local ok, request = pcall(json.decode, line)
  if not ok or type(request) ~= "table" or type(request.items) ~= "table" then
    reply({ error = "a request is an object with a list of items" })
  else
    local place, results, failed = {}, {}, 0
    for i, item in ipairs(request.items) do
      place[work.submit({ task = request.task, item = item })] = i
    end
    while work.active() do
      local result, why = work.collect()
      local i = place[work.collected]
      if result == nil then failed = failed + 1 end
      results[i] = result == nil and "error: " .. why:match("[^\n]*") or result
    end
    reply({ results = results, failed = failed })
  end
end
