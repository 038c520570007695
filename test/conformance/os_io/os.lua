-- §6.9: the parts of os that do not depend on the place
print(type(os.time()), type(os.clock()), type(os.date()), os.getenv("SLUA_SURELY_NOT_SET"))
-- expect: number	number	string	nil
print(os.time({ year = 2020, month = 1, day = 1, hour = 12 }) - os.time({ year = 2019, month = 12, day = 31, hour = 12 }))
-- expect: 86400
print(os.date("!%Y-%m-%d %H:%M:%S", 0), os.date("!%A %B %j %p", 86400 * 45))
-- expect: 1970-01-01 00:00:00	Sunday February 046 AM
local d = os.date("!*t", 1e9 // 1 | 0)
print(d.year, d.month, d.day, d.hour, d.min, d.sec, d.wday, d.yday, d.isdst)
-- expect: 2001	9	9	1	46	40	1	252	false
print(os.date("!%c", 1700000000), os.date("!%x %X %D %F %T", 1700000000))
-- expect: Tue Nov 14 22:13:20 2023	11/14/23 22:13:20 11/14/23 2023-11-14 22:13:20
print(os.date("!%a %b %e %I %y %%", 1700000000), os.date("!%n%t") == "\n\t")
-- expect: Tue Nov 14 10 23 %	true
print(pcall(os.date, "%Ez", 0))
-- expect: false	bad argument #1 to 'os.date' (invalid conversion specifier '%Ez')
print(pcall(os.date, "%Q", 0))
-- expect: false	bad argument #1 to 'os.date' (invalid conversion specifier '%Q')
print(pcall(os.time, { year = 2020, month = 1 })) -- expect: false	field 'day' missing in date table
print(pcall(os.time, { year = 2020, month = "x", day = 1 })) -- expect: false	field 'month' is not an integer
local t = { year = 2021, month = 14, day = -3, hour = 12 }
os.time(t)
print(t.year, t.month, t.day, os.difftime(5, 3), type(os.tmpname), os.setlocale("C"))
-- expect: 2022	1	28	2.0	function	C
