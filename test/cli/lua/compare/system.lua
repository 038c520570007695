-- commands, dates, times
local cases = require "cases"
local case, each = cases.case, cases.each
io.stdout:setvbuf("no")

for _, text in ipairs{"exit 0", "exit 1", "exit 255", "kill -9 $$", "kill -15 $$", "kill -PIPE $$", "nosuchcommand 2>/dev/null", "", "#",
  "echo a; exit 3", "printf 'a\\nb'", "printf '\\000x'", "trap 'exit 5' TERM; kill -TERM $$"} do
  command = text
  case "return os.execute(command)"
  case "local f = io.popen(command) return f:read('a'), f:close()"
  case "local f = io.popen(command) return f:read('l', 'n', 0, 'a'), f:close()"
  case "local t = {} for l in io.popen(command):lines() do t[#t + 1] = l end return t"
  case "local f = io.popen('cat > /dev/null; ' .. command, 'w') return io.type(f:write('x')), f:close()"
end
each("return io.popen(%s)", {"", "nil", "{}", "'true', 'rw'", "'true', 'rb'", "'true', {}"})
each("return os.execute(%s)", {"", "nil", "{}", "'exit 1\\0exit 2'"})
each("local f = io.popen('cat', 'w') return f:%s", {"read('a')", "seek()", "write('x\\n'):close()"})

for byte = 0, 255 do
  for _, modifier in ipairs{"", "E", "O", "-"} do
    format = "%" .. modifier .. string.char(byte)
    case "return format, os.date('!' .. format, 1234567890)"
  end
end
each("return os.date(%s, 0)", {"'*t'", "'!*t'", "'!'", "''", "'*'", "'!!%Y'", "'%'", "'%%'", "'%Y\\0%m'", "'*t\\0'", "'%Ez'", "'%E%'", "5", "{}",
  "'%OOd'", "('%c'):rep(100)"})
local TIMES = {-1, 951782400, 2147483648, -2147483649, 253402300800, -62135596801, -62167219201, 67767976233532799, 67767976233532800,
  67768036191676800, -67768040609740800, -67768040609740801, math.maxinteger, math.mininteger, 1.5, "5", "x", {}}
for year = 1995, 2005 do
  for day = -3, 4 do TIMES[#TIMES + 1] = os.time{year = year, month = 1, day = day} end
end
for _, t in ipairs(TIMES) do
  time = t
  case "return os.date('!%c|%x|%X|%D|%F|%r|%C|%y|%Y|%g|%G|%V|%U|%W|%u|%w|%j|%e|%a|%A|%b|%B|%h|%I|%p', time)"
  case "return os.date('!*t', time)"
  case "return os.time(os.date('*t', time)) == time, os.date('%c %z', time)"
end
for _, fields in ipairs{"", "year=2000", "year=2000,month=1", "year=2000,month=13,day=1", "year=2000,month=-5,day=-400", "year='x',month=1,day=1",
  "year=2000,month=1,day=1,hour=25,min=61,sec=-61", "year='2000',month=' 1 ',day='0x1'", "year=2000.0,month=1.0,day=1.5",
  "year=2000,month=1,day=1,isdst=true", "year=2000,month=1,day=1,isdst=5", "year=-1,month=1,day=1", "year=1969,month=12,day=31,hour=23,min=59,sec=59",
  "year=2^31+1899,month=12,day=1", "year=2^31+1900,month=1,day=1", "year=-2^31+1899,month=1,day=1", "year=-2^31+1900,month=1,day=1",
  "year=math.maxinteger,month=1,day=1", "year=2000,month=2^31,day=1", "year=2000,month=2^31+1,day=1", "year=2000,month=1,day=2^31-1",
  "year=2000,month=1,day=1,sec=2^31", "year=2000,month=1,day=1,min=0/0", "year=2000,month=false,day=1", "year=2024,month=2,day=29,hour=12"} do
  case("local t = {" .. fields .. "} return os.time(t), t")
end
each("return os.difftime(%s)", {"", "5", "5, 3", "5.5, 3", "'5', '3'", "math.maxinteger, math.mininteger", "{}, 1", "1, nil"})
each("return os.setlocale(%s)", {"nil", "'C'", "'POSIX'", "'C\\0x'", "'none'", "'C', 'time'", "'C', 'x'", "{}"})
each("return os.getenv(%s)", {"'NO_SUCH_VARIABLE'", "''", "{}", "'PATH\\0x' == 0"})
each("return os.exit(%s)", {"{}", "'x'", "1.5"})
