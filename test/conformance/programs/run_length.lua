-- run-length encoding with patterns and with loops
local function encode(s)
  local out, i = {}, 1
  while i <= #s do
    local c = s:sub(i, i)
    local run = s:match("^" .. (c:gsub("%W", "%%%0")) .. "+", i)
    out[#out + 1] = (#run > 1 and #run or "") .. c
    i = i + #run
  end
  return table.concat(out)
end
local function decode(s)
  return (s:gsub("(%d*)(%D)", function(n, c) return c:rep(tonumber(n) or 1) end))
end
local function encode_loop(s)
  local out, last, n = "", nil, 0
  for i = 1, #s + 1 do
    local c = i <= #s and s:byte(i) or nil
    if c == last then n = n + 1
    else
      if last then out = out .. (n > 1 and n or "") .. string.char(last) end
      last, n = c, 1
    end
  end
  return out
end
for _, s in ipairs { "WWWWBWWW", "abc", "", "aaaaaaaaaaaab", "..%%%++", "zzz   !" } do
  print(encode(s), decode(encode(s)) == s, encode(s) == encode_loop(s))
end
-- expect: 4WB3W	true	true
-- expect: abc	true	true
-- expect: 	true	true
-- expect: 12ab	true	true
-- expect: 2.3%2+	true	true
-- expect: 3z3 !	true	true
