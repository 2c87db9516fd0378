-- Calls of a file, one a line: method, path and body, parted by tabs. Each POST gets an idempotency key of its own. At the end one line of JSON.
local calls, at, step, posted, stamp = {}, 0, 1, 0, ''
local threads = 0

function setup(thread)
  thread:set('number', threads)
  threads = threads + 1
end

function init(args)
  local file, headers, index = args[1], {}, 0
  stamp = args[2]
  for n = 3, #args do
    local name, value = args[n]:match('^([^:]+): (.*)$')
    headers[name] = value
  end
  for line in io.lines(file) do
    local method, path, body = line:match('^(%S+)\t(%S+)\t?(.*)$')
    if body == '' then body = nil end
    calls[#calls + 1] = { method = method, path = path, body = body }
  end
  -- The Host stays as wrk set it: without one each call is refused.
  for name, value in pairs(headers) do wrk.headers[name] = value end
  if not wrk.headers['Host'] then wrk.headers['Host'] = wrk.host .. ':' .. wrk.port end
  if calls[1].method == 'POST' then wrk.headers['Content-Type'] = 'application/json' end
  at = number * 7919 % #calls
end

function request()
  at = at % #calls + 1
  local call = calls[at]
  if call.method == 'POST' then
    posted = posted + 1
    wrk.headers['Idempotency-Key'] = string.format('bench-%s-%d-%d', stamp, number, posted)
  end
  return wrk.format(call.method, call.path, nil, call.body)
end

function done(summary, latency)
  local failures = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  io.write(string.format(
    '\n{"calls":%d,"perSecond":%f,"p50":%f,"p95":%f,"p99":%f,"refused":%d,"broken":%d}\n',
    summary.requests, summary.requests / (summary.duration / 1e6), latency:percentile(50) / 1000, latency:percentile(95) / 1000,
    latency:percentile(99) / 1000, summary.errors.status, failures))
end
