defmodule Shop.OutOfStock do
  defexception [:sku, :left]
  def message(error), do: "only #{error.left} of #{error.sku} left"
end

defmodule Shop.Router do
  def call(action), do: {:ok, pipe(%{action: action})}
  defp pipe(conn), do: {:done, dispatch(conn)}
  defp dispatch(conn), do: {:sent, conn.action.()}
end

# No function ends in a call, because the virtual machine drops the frame of such a caller.
defmodule Shop.Orders do
  defstruct [:number, :lines, state: :new]

  def total(order), do: {:ok, Enum.reduce(order.lines, 0, fn line, sum -> sum + amount(line) end)}
  def amount(line), do: line.cents * line.count
  def ship(%{state: :paid} = order), do: order
  def restore(name), do: {:ok, state(name)}
  def state(name), do: {:ok, String.to_existing_atom(name)}
  def reserve(count), do: {:ok, take("A-1", count)}
  def take(sku, count) when count > 3, do: raise(Shop.OutOfStock, sku: sku, left: 3)
  def kind(code), do: {:ok, label(code)}

  def label(code) do
    case code do
      1 -> "standard"
      2 -> "express"
    end
  end

  def pay(way), do: {:ok, dispatch(way)}
  def dispatch(way), do: {:ok, apply(__MODULE__, :"pay_by_#{way}", [12])}
  def option(key), do: {:ok, fetch(%{gift: true}, key)}
  def fetch(options, key), do: {:ok, Map.fetch!(options, key)}
  def check(order), do: {:ok, ensure(order.state == :paid, order.number)}
  def ensure(condition, number), do: if(condition, do: :ok, else: raise("order #{number} is not paid"))
  def rename(order), do: {:ok, put(order, :title)}
  def put(order, key), do: %{order | key => "gift"}
  def matched(text), do: {:ok, pair(text)}

  def pair(text) do
    [first, last] = String.split(text, " ")
    {first, last}
  end
end

defmodule Shop.Catalog do
  def average(ratings), do: {:ok, mean(Enum.sum(ratings), length(ratings))}
  def mean(sum, count), do: {:ok, div(sum, count)}
  def stock(text), do: {:ok, number(text)}
  def number(text), do: {:ok, String.to_integer(text)}
  def launch(day), do: {:ok, year(day)}
  def year(day), do: Date.from_iso8601!(day).year
  def search(query), do: {:ok, pattern(query)}
  def pattern(query), do: {:ok, Regex.compile!(query)}
  def read(path), do: {:ok, lines(path)}
  def lines(path), do: {:ok, File.read!(path)}
  def best(ratings), do: {:ok, highest(ratings)}
  def highest(ratings), do: {:ok, Enum.max(ratings)}
  def token(text), do: {:ok, decode(text)}
  def decode(text), do: {:ok, Base.decode64!(text)}
  def size(tags), do: {:ok, count(tags)}
  def count(tags), do: {:ok, length(tags)}
  def facet(fun), do: {:ok, use_fun(fun)}
  def use_fun(fun), do: {:ok, fun.(1, 2)}
  def label(name), do: {:ok, caption(name)}
  def caption(name), do: "product " <> name
  def third(tags), do: {:ok, pick(tags)}
  def pick(tags), do: {:ok, elem(tags, 2)}
  def pages(items), do: {:ok, page(items)}
  def page(items), do: {:ok, Enum.fetch!(items, 8)}
  def cond_size(n), do: {:ok, class(n)}

  def class(n) do
    cond do
      n > 10 -> :large
      n > 5 -> :medium
    end
  end

  def with_else(x), do: {:ok, settle(x)}

  def settle(x) do
    with {:ok, n} <- x do
      n
    else
      {:error, :refused} -> 0
    end
  end

  def thrown, do: {:ok, leave()}
  def leave, do: throw(:found)
  def left, do: {:ok, stop()}
  def stop, do: exit(:shutdown_requested)
  def call, do: {:ok, server()}
  def server, do: {:ok, GenServer.call(:no_such_server, :stock)}
  def slow, do: {:ok, wait()}
  def wait, do: {:ok, Task.await(Task.async(fn -> Process.sleep(300) end), 5)}
  def protocol, do: {:ok, each()}
  def each, do: {:ok, Enum.map(42, & &1)}
end

defmodule Shop do
  alias Shop.{Catalog, Orders}

  def bugs do
    order = %Orders{number: 4711, lines: [%{count: 2}]}

    [
      {"order-key", fn -> {:ok, Orders.total(order)} end},
      {"order-clause", fn -> {:ok, Orders.ship(order)} end},
      {"order-atom", fn -> {:ok, Orders.restore("cancelled_somehow")} end},
      {"order-stock", fn -> {:ok, Orders.reserve(500)} end},
      {"order-case", fn -> {:ok, Orders.kind(31)} end},
      {"order-undefined", fn -> {:ok, Orders.pay("crypto")} end},
      {"order-fetch", fn -> {:ok, Orders.option(:wrap)} end},
      {"order-state", fn -> {:ok, Orders.check(order)} end},
      {"order-update", fn -> {:ok, Orders.rename(order)} end},
      {"order-match", fn -> {:ok, Orders.matched("Cher")} end},
      {"catalog-division", fn -> {:ok, Catalog.average([])} end},
      {"catalog-number", fn -> {:ok, Catalog.stock("12 pieces")} end},
      {"catalog-date", fn -> {:ok, Catalog.launch("2026-13-45")} end},
      {"catalog-regex", fn -> {:ok, Catalog.search("(*lamp")} end},
      {"catalog-file", fn -> {:ok, Catalog.read("/var/data/feeds/2026-03.csv")} end},
      {"catalog-empty", fn -> {:ok, Catalog.best([])} end},
      {"catalog-base64", fn -> {:ok, Catalog.token("%%%")} end},
      {"catalog-length", fn -> {:ok, Catalog.size(:none)} end},
      {"catalog-arity", fn -> {:ok, Catalog.facet(fn x -> x end)} end},
      {"catalog-binary", fn -> {:ok, Catalog.label(12)} end},
      {"catalog-tuple", fn -> {:ok, Catalog.third({:a})} end},
      {"catalog-fetch", fn -> {:ok, Catalog.pages([1, 2])} end},
      {"catalog-cond", fn -> {:ok, Catalog.cond_size(1)} end},
      {"catalog-with", fn -> {:ok, Catalog.with_else({:error, :timeout})} end},
      {"job-throw", fn -> {:ok, Catalog.thrown()} end},
      {"job-exit", fn -> {:ok, Catalog.left()} end},
      {"job-no-server", fn -> {:ok, Catalog.call()} end},
      {"job-task-timeout", fn -> {:ok, Catalog.slow()} end},
      {"catalog-protocol", fn -> {:ok, Catalog.protocol()} end}
    ]
  end
end
