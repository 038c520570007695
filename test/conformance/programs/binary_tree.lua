-- a binary search tree: insertion, deletion, traversal by coroutine, depth
local Tree = {}
Tree.__index = Tree
function Tree.insert(node, key, value)
  if not node then return { key = key, value = value } end
  if key < node.key then node.left = Tree.insert(node.left, key, value)
  elseif key > node.key then node.right = Tree.insert(node.right, key, value)
  else node.value = value end
  return node
end
function Tree.remove(node, key)
  if not node then return nil end
  if key < node.key then node.left = Tree.remove(node.left, key)
  elseif key > node.key then node.right = Tree.remove(node.right, key)
  elseif not node.left then return node.right
  elseif not node.right then return node.left
  else
    local successor = node.right
    while successor.left do successor = successor.left end
    node.key, node.value = successor.key, successor.value
    node.right = Tree.remove(node.right, successor.key)
  end
  return node
end
local function walk(node)
  if node then
    walk(node.left)
    coroutine.yield(node.key, node.value)
    walk(node.right)
  end
end
function Tree.pairs(node) return coroutine.wrap(function() walk(node) end) end
function Tree.depth(node) return node and 1 + math.max(Tree.depth(node.left), Tree.depth(node.right)) or 0 end
local root
for _, k in ipairs { 50, 30, 70, 20, 40, 60, 80, 35, 45 } do root = Tree.insert(root, k, "v" .. k) end
local function keys() local t = {} for k in Tree.pairs(root) do t[#t + 1] = k end return table.concat(t, " ") end
print(keys(), Tree.depth(root)) -- expect: 20 30 35 40 45 50 60 70 80	4
for _, k in ipairs { 20, 30, 50, 99 } do root = Tree.remove(root, k) end
print(keys(), Tree.depth(root), root.key) -- expect: 35 40 45 60 70 80	3	60
root = Tree.insert(root, 60, "new")
for k, v in Tree.pairs(root) do if k == 60 then print(k, v) end end -- expect: 60	new
