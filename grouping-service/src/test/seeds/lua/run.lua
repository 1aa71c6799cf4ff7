-- Provokes each bug and prints it as one line of JSON: frames crash frame first.
local here = arg[0]:match("^(.*)/") or "."
package.path = here .. "/?.lua;" .. package.path
local shop = require("shop")

local function quote(text)
  return '"' .. text:gsub('[%c"\\]', function(c) return string.format("\\u%04x", c:byte()) end) .. '"'
end

local function frames()
  local found, level = {}, 3
  while #found < 60 do
    local info = debug.getinfo(level, "nSl")
    if not info then break end
    local name = info.name or "<anonymous>"
    if not info.source:find("run.lua", 1, true) then
      found[#found + 1] = string.format('{"function":%s,"file":%s,"line":%d,"in_app":%s}', quote(name),
        quote(info.what == "C" and "[C]" or info.source:gsub("^@", "")), math.max(0, info.currentline),
        tostring(info.source:find("shop.lua", 1, true) ~= nil))
    end
    level = level + 1
  end
  return "[" .. table.concat(found, ",") .. "]"
end

for _, bug in ipairs(shop.bugs) do
  local ok, line = xpcall(bug[2], function(raised)
    local kind = type(raised) == "table" and raised.kind or "error"
    local text = type(raised) == "table" and raised.text or tostring(raised)
    text = text:gsub("^[^ ]*:%d+: ", ""):gsub("\n.*", "")
    return string.format('{"bug":%s,"language":"lua","chain":[{"type":%s,"value":%s,"frames":%s}]}',
      quote("lua/" .. bug[1]), quote(kind), quote(text), frames())
  end)
  print(ok and error("no error from " .. bug[1]) or line)
end
