# Provokes each bug and prints it as one line of JSON: frames crash frame first.
Code.require_file("shop.ex", __DIR__)

defmodule Run do
  def quoted(text) do
    text
    |> String.to_charlist()
    |> Enum.map(fn
      c when c in [?", ?\\] or c < 32 -> :io_lib.format("\\u~4.16.0b", [c])
      c -> <<c::utf8>>
    end)
    |> then(&["\"", &1, "\""])
  end

  def frame({module, function, arity, place}) do
    count = if is_list(arity), do: length(arity), else: arity
    file = to_string(Keyword.get(place, :file, ""))
    own = String.starts_with?(inspect(module), "Shop")

    ["{\"function\":", quoted(Exception.format_mfa(module, function, count)), ",\"module\":", quoted(inspect(module)),
     ",\"file\":", quoted(file), ",\"line\":", to_string(Keyword.get(place, :line, 0)), ",\"in_app\":", to_string(own), "}"]
  end

  def provoke({bug, action}) do
    Shop.Router.call(action)
    IO.puts(:stderr, "no error from #{bug}")
  catch
    kind, reason ->
      error = Exception.normalize(kind, reason, __STACKTRACE__)
      {type, value} =
        if is_exception(error), do: {inspect(error.__struct__), Exception.message(error)}, else: {to_string(kind), inspect(reason)}

      frames =
        __STACKTRACE__
        |> Enum.take(60)
        |> Enum.reject(fn {m, _, _, _} -> m == Run or inspect(m) in [":elixir", ":elixir_compiler", "Code"] end)
        |> Enum.map(&frame/1)
        |> Enum.intersperse(",")

      IO.puts(["{\"bug\":", quoted("elixir/#{bug}"), ",\"language\":\"elixir\",\"chain\":[{\"type\":", quoted(type),
        ",\"value\":", quoted(value |> String.split("\n") |> hd() |> String.slice(0, 500)), ",\"frames\":[", frames, "]}]}"])
  end
end

Enum.each(Shop.bugs(), &Run.provoke/1)
