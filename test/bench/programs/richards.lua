-- an operating system simulation: objects, method calls, queues of packets
local IDLE, WORKER, HANDLER_A, HANDLER_B, DEVICE_A, DEVICE_B = 1, 2, 3, 4, 5, 6
local KIND_DEVICE, KIND_WORK = 1, 2

local Packet = {}
Packet.__index = Packet
local function packet(link, id, kind)
  return setmetatable({ link = link, id = id, kind = kind, datum = 0, data = { 0, 0, 0, 0 } }, Packet)
end
function Packet:append_to(queue)
  self.link = nil
  if not queue then return self end
  local last = queue
  while last.link do last = last.link end
  last.link = self
  return queue
end

local Scheduler = {}
Scheduler.__index = Scheduler
local Task = {}
Task.__index = Task

function Scheduler:add(id, priority, queue, run, state)
  local task = setmetatable({
    link = self.list, id = id, priority = priority, queue = queue, run = run, state = state,
    pending = queue ~= nil, waiting = queue ~= nil, held = false,
  }, Task)
  self.list = task
  self.blocks[id] = task
  return task
end

function Scheduler:schedule()
  self.current = self.list
  while self.current do
    local task = self.current
    if task.held or (task.waiting and not task.pending) then
      self.current = task.link
    else
      self.current_id = task.id
      self.current = task:step(self)
    end
  end
end

function Scheduler:wait_current()
  self.current.waiting = true
  return self.current
end
function Scheduler:hold_current()
  self.held_count = self.held_count + 1
  self.current.held = true
  return self.current.link
end
function Scheduler:release(id)
  local task = self.blocks[id]
  if not task then return nil end
  task.held = false
  if task.priority > self.current.priority then return task end
  return self.current
end
function Scheduler:enqueue(p)
  local task = self.blocks[p.id]
  if not task then return nil end
  self.queue_count = self.queue_count + 1
  p.id = self.current_id
  if not task.queue then
    task.queue = p
    p.link = nil
    task.pending = true
    if task.priority > self.current.priority then return task end
  else
    task.queue = p:append_to(task.queue)
  end
  return self.current
end

function Task:step(scheduler)
  local p
  if self.waiting and self.pending then
    p = self.queue
    self.queue = p.link
    self.waiting, self.pending = false, self.queue ~= nil
    p.link = nil
  end
  return self.run(scheduler, self.state, p)
end

local function idle(s, state)
  state.count = state.count - 1
  if state.count == 0 then return s:hold_current() end
  if state.seed % 2 == 0 then
    state.seed = state.seed / 2
    return s:release(DEVICE_A)
  end
  state.seed = (state.seed - 1) / 2 + 53256
  return s:release(DEVICE_B)
end

local function worker(s, state, p)
  if not p then return s:wait_current() end
  state.to = state.to == HANDLER_A and HANDLER_B or HANDLER_A
  p.id, p.datum = state.to, 0
  for i = 1, 4 do
    state.letter = state.letter % 26 + 1
    p.data[i] = state.letter
  end
  return s:enqueue(p)
end

local function handler(s, state, p)
  if p then
    if p.kind == KIND_WORK then state.work = p:append_to(state.work)
    else state.device = p:append_to(state.device) end
  end
  local work = state.work
  if work then
    local at = work.datum + 1
    if at > 4 then
      state.work = work.link
      return s:enqueue(work)
    end
    local device = state.device
    if device then
      state.device = device.link
      device.datum = work.data[at]
      work.datum = at
      return s:enqueue(device)
    end
  end
  return s:wait_current()
end

local function device(s, state, p)
  if p then
    state.pending = p
    return s:hold_current()
  end
  p = state.pending
  if not p then return s:wait_current() end
  state.pending = nil
  return s:enqueue(p)
end

local function simulate()
  local s = setmetatable({ blocks = {}, queue_count = 0, held_count = 0 }, Scheduler)
  s:add(IDLE, 0, nil, idle, { seed = 1, count = 10000 })
  s:add(WORKER, 1000, packet(packet(nil, WORKER, KIND_WORK), WORKER, KIND_WORK), worker, { to = HANDLER_A, letter = 0 })
  for i, id in ipairs({ HANDLER_A, HANDLER_B }) do
    local from = i == 1 and DEVICE_A or DEVICE_B
    local queue = packet(packet(packet(nil, from, KIND_DEVICE), from, KIND_DEVICE), from, KIND_DEVICE)
    s:add(id, 1000 + i * 1000, queue, handler, {})
  end
  s:add(DEVICE_A, 4000, nil, device, {}).waiting = true
  s:add(DEVICE_B, 5000, nil, device, {}).waiting = true
  s:schedule()
  return s.queue_count, s.held_count
end

local queued, held = 0, 0
for _ = 1, 40 do
  local q, h = simulate()
  queued, held = queued + q, held + h
end
print(queued, held)
