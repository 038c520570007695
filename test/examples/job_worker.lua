-- The worker of job_gateway.lua: a function that is called once per job.

local tasks = {}

function tasks.hash(item)
  return string.md5(item)
end

function tasks.reverse(item)
  return item:reverse()
end

function tasks.sum(item)
  local sum = 0
  for i = 1, #item do sum = sum + item[i] end
  return sum
end

return function(job)
  local task = tasks[job.task] or error("there is no task '" .. tostring(job.task) .. "'", 0)
  return task(job.item)
end
