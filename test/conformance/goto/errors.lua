-- labels and gotos the compiler refuses
local function try(text) print(select(2, load(text, "=g"))) end
try("goto nowhere") -- expect: g:1: no visible label 'nowhere' for <goto> at line 1
try("do ::inner:: end goto inner") -- expect: g:1: no visible label 'inner' for <goto> at line 1
try("goto skip; local x; ::skip:: print(x)")
-- expect: g:1: <goto skip> at line 1 jumps into the scope of local 'x'
try("::a:: ::a::") -- expect: g:1: label 'a' already defined on line 1
try("::a:: do ::a:: end") -- expect: g:1: label 'a' already defined on line 1
try("break") -- expect: g:1: break outside loop at line 1
try("repeat if x then goto cont end; local y = 1; ::cont:: until y")
-- expect: g:1: <goto cont> at line 1 jumps into the scope of local 'y'
try("goto f; local function f() ::f:: end") -- expect: g:1: no visible label 'f' for <goto> at line 1
print(load("goto e; local x; ::e:: ; ", "=g") ~= nil) -- expect: true
print(load("do ::a:: end do ::a:: end", "=g") ~= nil) -- expect: true
