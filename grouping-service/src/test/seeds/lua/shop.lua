-- No function ends in a call, because Lua drops the frame of such a caller.
local shop = {}
local Order = {}
Order.__index = Order

local function new(lines) return setmetatable({ number = 4711, lines = lines }, Order) end
local function ensure(condition, text) if not condition then error({ kind = "IllegalState", text = text }) end end

function Order:total()
  local sum = 0
  for _, line in ipairs(self.lines) do sum = sum + self:amount(line) end
  return sum
end
function Order:amount(line) local cents = line.cents * line.count return cents end
function Order:owner() local name = self:name_of(self.customer) return name end
function Order:name_of(customer) local name = customer.name return name end
function Order:pay(way) local done = self:dispatch("pay_by_" .. way) return done end
function Order:dispatch(method) local done = self[method](self) return done end
function Order:ship() ensure(false, "Order 4711 is new, cannot be shipped") return true end
function Order:tag(name) local n = self:label(name) return n end
function Order:label(name) local text = "order " .. name return text end
function Order:bundle(depth) if depth == 0 then error("bundle is too deep") end local n = self:bundle(depth - 1) return n end
function Order:compare(other) local less = self:rank(other) return less end
function Order:rank(other) local less = self.number < other return less end

local catalog = {}
function catalog.find(list, name) local at = catalog.position(list, name) return at end
function catalog.position(list, name) local n = #list + name return n end
function catalog.stock(text) local n = catalog.whole(text) return n end
function catalog.whole(text) local n = tonumber(text) or error("no number: " .. text) return n end
function catalog.search(query) local found = catalog.match("lamp", query) return found end
function catalog.match(name, query) local found = name:find(query) return found end
function catalog.read(path) local lines = catalog.open(path) return lines end
function catalog.open(path) local file = assert(io.open(path)) return file end
function catalog.plugin(name) local loaded = catalog.load(name) return loaded end
function catalog.load(name) local loaded = require(name) return loaded end
function catalog.rule(text) local value = catalog.compile(text)() return value end
function catalog.compile(text) local chunk = assert(load(text, "=discount.rule")) return chunk end
function catalog.share(n) local each = catalog.divide(12, n) return each end
function catalog.divide(a, b) local each = a // b return each end
function catalog.bits(n) local b = catalog.mask(n) return b end
function catalog.mask(n) local b = n | 1 return b end
function catalog.sorted(list) local s = catalog.order(list) return s end
function catalog.order(list) table.sort(list) return list end
function catalog.label(format, value) local text = catalog.format(format, value) return text end
function catalog.format(format, value) local text = string.format(format, value) return text end
function catalog.frozen(t) local s = catalog.put(setmetatable(t, { __newindex = function(_, k) error("read-only table has no " .. k) end })) return s end
function catalog.put(t) t.colour = "red" return t end
function catalog.resume() local v = catalog.wait(coroutine.wrap(function() coroutine.yield(1) end)) return v end
function catalog.wait(co) co() co() co() return true end
function catalog.date(t) local s = catalog.seconds(t) return s end
function catalog.seconds(t) local s = os.time(t) return s end
function catalog.join(list) local s = catalog.concat(list) return s end
function catalog.concat(list) local s = table.concat(list, ",") return s end

shop.bugs = {
  { "order-nil-price", function() local n = new({ { count = 2 } }):total() return n end },
  { "order-nil-customer", function() local n = new({}):owner() return n end },
  { "order-no-method", function() local n = new({}):pay("crypto") return n end },
  { "order-state", function() local n = new({}):ship() return n end },
  { "order-concat-nil", function() local n = new({}):tag(nil) return n end },
  { "order-bundle", function() local n = new({}):bundle(5) return n end },
  { "order-compare", function() local n = new({}):compare("x") return n end },
  { "catalog-arithmetic", function() local n = catalog.find({}, "lamp") return n end },
  { "catalog-number", function() local n = catalog.stock("12 pieces") return n end },
  { "catalog-pattern", function() local n = catalog.search("[lamp") return n end },
  { "catalog-file", function() local n = catalog.read("/var/data/feeds/2026-03.csv") return n end },
  { "catalog-module", function() local n = catalog.plugin("shop.plugins.amazon") return n end },
  { "catalog-rule", function() local n = catalog.rule("total * * 2") return n end },
  { "catalog-division", function() local n = catalog.share(0) return n end },
  { "catalog-bits", function() local n = catalog.bits(1.5) return n end },
  { "catalog-sort", function() local n = catalog.sorted({ 1, "a" }) return n end },
  { "catalog-format", function() local n = catalog.label("%d pieces", "two") return n end },
  { "catalog-frozen", function() local n = catalog.frozen({}) return n end },
  { "catalog-coroutine", function() local n = catalog.resume() return n end },
  { "catalog-date", function() local n = catalog.date({ year = 2026 }) return n end },
  { "catalog-join", function() local n = catalog.join({ {}, 1 }) return n end },
}

return shop
