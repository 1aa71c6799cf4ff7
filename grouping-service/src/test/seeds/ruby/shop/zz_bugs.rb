module Shop
  # Passes a request through as Rack does.
  class Stack
    def call(env)
      with_logging(env) { |inner| route(inner) }
    end

    def with_logging(env)
      yield env
    end

    def route(env)
      env["bug"].call
    end
  end

  BUGS = {
    "order-nil-price" => -> { Order.new([{ count: 2 }]).total },
    "order-state" => -> { Order.new([]).ship },
    "order-stock" => -> { Order.new([]).reserve(500) },
    "order-frozen" => -> { Order.new([]).rename("lamp") },
    "order-no-method" => -> { Order.new([]).method_for("crypto") },
    "order-private" => -> { Order.new([]).secret },
    "order-nil-coupon" => -> { Order.new([]).coupon(["A1"]) },
    "order-overflow" => -> { Order.new([]).bundle(0) },
    "order-key" => -> { Order.new([]).fetch(:wrap) },
    "order-integer" => -> { Order.new([]).quantity("2 pieces") },
    "catalog-division" => -> { Catalog.average([]) },
    "catalog-json" => -> { Catalog.feed('{"items":[1,2,}') },
    "catalog-date" => -> { Catalog.launch("2026-13-45") },
    "catalog-uri" => -> { Catalog.image("http://img example/lamp") },
    "catalog-yaml" => -> { Catalog.settings("a: [1, 2") },
    "catalog-csv" => -> { Catalog.rows("id,total\n1,x\n") },
    "catalog-csv-quote" => -> { Catalog.rows("id,total\n\"1,x\n") },
    "catalog-erb" => -> { Catalog.card(nil) },
    "catalog-encoding" => -> { Catalog.slug("Übergröße") },
    "catalog-compare" => -> { Catalog.compare(1, "a") },
    "catalog-regexp" => -> { Catalog.search("(*lamp") },
    "catalog-file" => -> { Catalog.read("/var/data/feeds/2026-03.csv") },
    "payment-refused" => -> { Catalog.price("127.0.0.1", 9) },
    "payment-dns" => -> { Catalog.price("pay.invalid", 80) },
    "payment-http-refused" => -> { Catalog.rates },
    "payment-timeout" => -> { Catalog.slow },
    "import-zlib" => -> { Catalog.unzip("no zlib") },
    "account-key" => -> { Catalog.verify("no key") },
    "job-thread" => -> { Catalog.in_thread },
    "job-lazy" => -> { Catalog.lazily },
    "job-fiber" => -> { Catalog.in_fiber },
    "job-eval" => -> { Catalog.rule("total * 2") },
    "catalog-frozen-array" => -> { Catalog.frozen_tags },
    "job-load" => -> { Catalog.plugin("shop/plugins/amazon") },
    "job-constant" => -> { Catalog.constant(:Warehouse) },
    "catalog-arity" => -> { Catalog.arity },
    "payment-convert" => -> { Catalog.convert(12) },
    "catalog-throw" => -> { Catalog.throw_item },
  }.freeze
end
