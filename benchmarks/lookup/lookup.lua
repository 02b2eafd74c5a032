-- wrk script: cycles through prepared requests in a fixed pseudo-random order; counts responses with an error status.
local requests, at, others = {}, 0, 0
local threads = {}

function setup(thread)
  table.insert(threads, thread)
end

function init(args)
  local token = args[1] and ("Authorization: Bearer " .. args[1] .. "\r\n") or ""
  local id = 1
  for n = 1, 1000 do
    id = (id * 421 + 1663) % 7875 -- a full-period generator: the same order in every run
    requests[n] = "GET /v1/patients/" .. (id % 1000 + 1) .. " HTTP/1.1\r\nHost: x\r\n" .. token .. "\r\n"
  end
end

function request()
  at = at % 1000 + 1
  return requests[at]
end

function done(summary, latency, _)
  local e = summary.errors
  io.write(string.format('{"requests":%d,"micros":%d,"p50":%d,"p99":%d,"max":%d,"failed":%d}\n', summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99), latency.max, e.connect + e.read + e.write + e.status + e.timeout))
end
