-- §3.4.5: `and` and `or` with constants give their operand as it is: a float stays one
print((true and 3.0) + 1, (nil or 2.0) * 2, (false or 7.0) // 2)
print((true and 3.0) % 2, (nil or 8.0) - 1, 1 + (false or 5.5))
print(math.type((true and 3.0) | 0), -(nil or 4.0), (true and 2.0) < 3, (true and 2.0) == 2)
-- expect: 4.0	4.0	3.0
-- expect: 1.0	7.0	6.5
-- expect: integer	-4.0	true	true
