-- §6.4: %f %e %g %a with flags, width and precision
print(string.format("%f %.2f %.0f %5.1f|%-8.2f|%08.2f|%+.1f", 3.14159, 3.14159, 2.5, 3.14159, 3.14159, -3.14159, 2))
-- expect: 3.141590 3.14 2   3.1|3.14    |-0003.14|+2.0
print(string.format("%e %.2e %E %.0e", 12345.678, 0.00012345, 1e100, 15))
-- expect: 1.234568e+04 1.23e-04 1.000000E+100 2e+01
print(string.format("%g %g %g %g %g %g", 1, 0.1, 1e20, 1e-10, 123456789, 100000))
-- expect: 1 0.1 1e+20 1e-10 1.23457e+08 100000
print(string.format("%.3g %.10g %#.3g %G %g", 3.14159, 0.1, 1, 1e-20, 1e15))
-- expect: 3.14 0.1 1.00 1E-20 1e+15
print(string.format("%.14g %.17g %.17g", 0.1, 0.1, 1/3))
-- expect: 0.1 0.10000000000000001 0.33333333333333331
print(string.format("%f %g %e", 1/0, -1/0, 1/0), string.format("%5.1f|%-7g|%07g", 1/0, 1/0, -1/0))
-- expect: inf -inf inf	  inf|inf    |   -inf
print(string.format("%.20f", 0.5), string.format("%.3f", 2.0005), string.format("%.1f", 0.25), string.format("%.1f", 0.35))
-- expect: 0.50000000000000000000	2.001	0.2	0.3
print(string.format("%10.4f|%-10.4f|%+g|% g", 1.5, 1.5, 1.5, 1.5), string.format("%.0f %.0f", 0.5, 1.5))
-- expect:     1.5000|1.5000    |+1.5| 1.5	0 2
print(string.format("%f", 1e15), string.format("%.1f", 1e22), string.format("%5.3s|", "abcdef"))
-- expect: 1000000000000000.000000	10000000000000000000000.0	  abc|
