// Mono runs this without inlining, so that every method has its frame.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;

namespace Shop
{
    public class OutOfStockException : Exception
    {
        public OutOfStockException(string sku, Exception cause) : base("Stock of " + sku + " is 3", cause) { }
    }

    public class Line { public string Sku; public int? Cents; public int Count; }

    public enum State { New, Paid }

    public class Dispatcher
    {
        public object Dispatch(Func<object> action) { return Filtered(() => action()); }
        object Filtered(Func<object> next) { return next(); }
    }

    public static class Ensure
    {
        public static void That(bool condition, string message) { if (!condition) throw new InvalidOperationException(message); }
    }

    public class Orders
    {
        readonly Dictionary<string, List<Line>> carts = new Dictionary<string, List<Line>>();

        public int Count(string cart) { return Lines(cart).Count; }
        List<Line> Lines(string cart) { return carts[cart]; }
        public int Total(List<Line> lines) { return lines.Sum(line => Amount(line)); }
        int Amount(Line line) { return line.Cents.Value * line.Count; }
        public string Owner(Line order) { return NameOf(order); }
        string NameOf(Line order) { return order.Sku.ToUpperInvariant(); }
        public object Ship(int number) { Ensure.That(false, "Order " + number + " is New, cannot be shipped"); return null; }
        public object Restore(string state) { return Parse(state); }
        State Parse(string state) { return (State) Enum.Parse(typeof(State), state); }
        public object Reserve(int count)
        {
            try { return Take(count); }
            catch (ArgumentException e) { throw new OutOfStockException("A-1", e); }
        }
        object Take(int count) { if (count > 3) throw new ArgumentOutOfRangeException("count", count + " wanted"); return count; }
        public object RemoveEmpty(List<int> counts) { foreach (var n in counts) { Drop(counts, n); } return counts; }
        void Drop(List<int> counts, int n) { counts.Remove(n); }
        public object Cheapest(List<Line> lines) { return First(lines); }
        Line First(List<Line> lines) { return lines.OrderBy(line => line.Cents).First(); }
        public object BySku(List<Line> lines) { return lines.ToDictionary(line => line.Sku); }
        public int Bundle(int depth) { if (depth == 0) throw new NotSupportedException("Bundle is too deep"); return Bundle(depth - 1) + 1; }
        public object InCents(int euros) { return Scale(euros); }
        int Scale(int euros) { return checked(euros * 100); }
        public object Single(List<int> n) { return One(n); }
        int One(List<int> n) { return n.Single(); }
    }

    public class Catalog
    {
        public object Item(List<string> items, int n) { return At(items, n - 1); }
        string At(List<string> items, int index) { return items[index]; }
        public object Star(int[] counts) { return Bucket(counts, 5); }
        int Bucket(int[] counts, int index) { return counts[index]; }
        public object Stock(string text) { return Number(text); }
        int Number(string text) { return int.Parse(text); }
        public object Average(int count) { return Mean(12, count); }
        int Mean(int sum, int count) { return sum / count; }
        public object Launch(string day) { return Year(day); }
        int Year(string day) { return DateTime.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture).Year; }
        public object Weight(object attribute) { return Grams(attribute); }
        double Grams(object attribute) { return (double) attribute; }
        public object Search(string query) { return Pattern(query).IsMatch("lamp"); }
        Regex Pattern(string query) { return new Regex(query); }
        public object Image(string uri) { return Resized(uri); }
        Uri Resized(string uri) { return new Uri(uri); }
        public object Read(string path) { return Lines(path); }
        string[] Lines(string path) { return File.ReadAllLines(path); }
        public object ShortName(string name) { return Cut(name, 20); }
        string Cut(string name, int length) { return name.Substring(0, length); }
        public object Token(string text) { return Decode(text); }
        byte[] Decode(string text) { return Convert.FromBase64String(text); }
        public object Renderer(string name) { return Load(name); }
        object Load(string name) { return Type.GetType(name, true); }
        public object Label(string format) { return Formatted(format, "lamp"); }
        string Formatted(string format, params object[] values) { return string.Format(format, values); }
        public object Mixed(object[] values) { return Put(values); }
        object Put(object[] values) { values[0] = "text"; return values; }
        public object Invoke(string name) { return Reflected(name); }
        object Reflected(string name) { return GetType().GetMethod(name).Invoke(this, new object[0]); }
        public void Hidden() { throw new UnauthorizedAccessException("Catalogue 12 is closed"); }
        public object Lazily() { return new List<int>(Inverses(0)); }
        IEnumerable<int> Inverses(int n) { yield return 1; yield return Inverse(n); }
        int Inverse(int n) { return 12 / n; }
    }

    public class Payments
    {
        public object Charge(int port) { return Connect(port); }
        object Connect(int port) { return new TcpClient("127.0.0.1", port); }
        public async Task<int> CaptureAsync(int id) { await Task.Yield(); return await BookAsync(id); }
        async Task<int> BookAsync(int id) { await Task.Yield(); throw new InvalidDataException("Booking " + id + " is damaged"); }
        public async Task<int> RefundAsync(string account) { await Task.Delay(1); return await BalanceAsync(account); }
        async Task<int> BalanceAsync(string account) { await Task.Delay(1); return account.Length; }
        public async Task<object> CancelledAsync() { await Task.Delay(1000, new CancellationToken(true)); return null; }
        public object InTask() { return Task.Run(() => Settle(null)).Result; }
        int Settle(int[] cents) { return cents[0]; }
        public object Parallelly() { Parallel.ForEach(new[] { 1 }, n => Share(n - 1)); return null; }
        int Share(int n) { return 12 / n; }
        public object Closed() { var stream = new MemoryStream(); stream.Dispose(); return Write(stream); }
        object Write(Stream stream) { stream.WriteByte(1); return null; }
        public object Unlock() { return Release(new object()); }
        object Release(object gate) { Monitor.Exit(gate); return null; }
    }

    public static class Bugs
    {
        public static Dictionary<string, Func<object>> All()
        {
            return new Dictionary<string, Func<object>>
            {
                { "order-missing-cart", () => new Orders().Count("c-4711") },
                { "order-null-price", () => new Orders().Total(new List<Line> { new Line { Count = 2 } }) },
                { "order-null", () => new Orders().Owner(null) },
                { "order-state", () => new Orders().Ship(8812) },
                { "order-enum", () => new Orders().Restore("Cancelled") },
                { "order-stock", () => new Orders().Reserve(500) },
                { "order-modified", () => new Orders().RemoveEmpty(new List<int> { 1, 2, 3 }) },
                { "order-empty", () => new Orders().Cheapest(new List<Line>()) },
                { "order-duplicate", () => new Orders().BySku(new List<Line> { new Line { Sku = "A" }, new Line { Sku = "A" } }) },
                { "order-bundle", () => new Orders().Bundle(5) },
                { "order-overflow", () => new Orders().InCents(int.MaxValue) },
                { "order-single", () => new Orders().Single(new List<int> { 1, 2 }) },
                { "catalog-index", () => new Catalog().Item(new List<string>(), 7) },
                { "catalog-array", () => new Catalog().Star(new int[5]) },
                { "catalog-number", () => new Catalog().Stock("12 pieces") },
                { "catalog-division", () => new Catalog().Average(0) },
                { "catalog-date", () => new Catalog().Launch("2026-13-45") },
                { "catalog-cast", () => new Catalog().Weight("heavy") },
                { "catalog-regex", () => new Catalog().Search("(lamp") },
                { "catalog-uri", () => new Catalog().Image("no uri") },
                { "catalog-file", () => new Catalog().Read("/var/data/feeds/2026-03.csv") },
                { "catalog-substring", () => new Catalog().ShortName("desk") },
                { "catalog-base64", () => new Catalog().Token("%%%") },
                { "catalog-type", () => new Catalog().Renderer("Shop.FancyRenderer") },
                { "catalog-format", () => new Catalog().Label("{0} of {3}") },
                { "catalog-array-type", () => new Catalog().Mixed(new Uri[1]) },
                { "catalog-reflection", () => new Catalog().Invoke("Hidden") },
                { "catalog-iterator", () => new Catalog().Lazily() },
                { "payment-refused", () => new Payments().Charge(9) },
                { "payment-async", () => new Payments().CaptureAsync(88).GetAwaiter().GetResult() },
                { "payment-async-null", () => new Payments().RefundAsync(null).GetAwaiter().GetResult() },
                { "payment-cancelled", () => new Payments().CancelledAsync().GetAwaiter().GetResult() },
                { "payment-task", () => new Payments().InTask() },
                { "payment-parallel", () => new Payments().Parallelly() },
                { "payment-disposed", () => new Payments().Closed() },
                { "payment-monitor", () => new Payments().Unlock() },
            };
        }
    }
}
