"""Routes of the shop, served by Flask so that a framework's frames are around."""
import flask

from shop import accounts, catalog, imports, jobs, orders, payments, reports

app = flask.Flask("shop")
app.testing = True
app.config["PROPAGATE_EXCEPTIONS"] = True


def place_order():
    return orders.OrderService().place({"customer": 41, "lines": [{"sku": "A-1", "count": 2}]})


ROUTES = {
    "order-missing-field": place_order,
    "order-none-customer": lambda: orders.OrderService().reorder(None),
    "order-total-type": lambda: orders.OrderService().total([{"price": "12", "count": 1}, {"price": 3, "count": 1}]),
    "order-negative-stock": lambda: orders.OrderService().reserve("A-1", 500),
    "order-state": lambda: orders.OrderService().ship(orders.Order(7, "cancelled")),
    "order-recursive-bundle": lambda: orders.bundle_price({"parts": []}, 1),
    "order-mutual-recursion": lambda: orders.is_even_lot(10_001),
    "catalog-division": lambda: catalog.average_rating([]),
    "catalog-index": lambda: catalog.Page([1, 2, 3]).item(8),
    "catalog-search-regex": lambda: catalog.search("(*broken"),
    "catalog-price-decimal": lambda: catalog.parse_price("12,50 EUR"),
    "catalog-template": lambda: catalog.render_card({"name": "Lamp"}),
    "catalog-template-syntax": lambda: catalog.render_banner("{% if %}"),
    "catalog-slug-encoding": lambda: catalog.slug("Übergröße"),
    "catalog-attribute": lambda: catalog.thumbnail(catalog.Product("Lamp")),
    "catalog-unhashable": lambda: catalog.unique_tags([["a"], ["b"]]),
    "catalog-cached": lambda: catalog.facet("colour"),
    "account-key": lambda: accounts.Sessions().user("5f2b9c44-9a1e-4d3b-8f67-2b7c1d9e0a55"),
    "account-password": lambda: accounts.check_password(None, "secret"),
    "account-base64": lambda: accounts.decode_token("abc"),
    "account-token-json": lambda: accounts.decode_token("e30uLi4="),
    "account-permission": lambda: accounts.require_role({"name": "bo", "roles": []}, "admin"),
    "account-age": lambda: accounts.age("1999-13-45"),
    "account-unpack": lambda: accounts.split_name("Cher"),
    "account-validation": lambda: accounts.register({"email": "nobody"}),
    "payment-refused": lambda: payments.Gateway("127.0.0.1", 9).charge(1250),
    "payment-dns": lambda: payments.Gateway("pay.invalid", 80).charge(99),
    "payment-retry": lambda: payments.charge_with_retry(payments.Wallet(), 300),
    "payment-overflow": lambda: payments.interest(1e308),
    "payment-currency": lambda: payments.convert(10, "EUR", "XXX"),
    "payment-signature": lambda: payments.verify(b"body", "zz"),
    "payment-generator": lambda: payments.settle([("a", 1), ("b", None)]),
    "report-sql-table": lambda: reports.revenue("2026-01-01"),
    "report-sql-unique": lambda: reports.store_twice(17),
    "report-sql-syntax": lambda: reports.top(5),
    "report-csv": lambda: reports.rows("id,total\n1,x\n"),
    "report-file": lambda: reports.load("/var/data/reports/2026-03.csv"),
    "report-zip": lambda: reports.unzip(b"not a zip"),
    "report-date-math": lambda: reports.next_month(2026, 12),
    "report-eval": lambda: reports.formula("total / count"),
    "import-json": lambda: imports.feed('{"items": [1, 2,]}'),
    "import-xml": lambda: imports.sitemap("<urlset><url></urlset>"),
    "import-pickle": lambda: imports.restore(b"\x80\x04nope"),
    "import-struct": lambda: imports.header(b"\x01\x02"),
    "import-unicode": lambda: imports.text(b"caf\xe9"),
    "import-module": lambda: imports.plugin("shop.plugins.amazon"),
    "import-plugin-hook": lambda: imports.call_hook("on_import"),
    "import-config": lambda: imports.config("[feed\nurl=x"),
    "job-thread": lambda: jobs.in_pool(jobs.resize_image, "lamp.png"),
    "job-thread-count": lambda: jobs.in_pool(jobs.count_words, None),
    "job-async-timeout": lambda: jobs.in_loop(jobs.slow_mail()),
    "job-async-gather": lambda: jobs.in_loop(jobs.gather_prices(["a", "b"])),
    "job-async-cancel": lambda: jobs.in_loop(jobs.cancelled_sync()),
    "job-queue": lambda: jobs.drain(),
    "job-context": lambda: jobs.with_lock("nightly"),
    "job-assertion": lambda: jobs.check_batch([3, 1, 2]),
    "job-group": lambda: jobs.in_loop(jobs.group_failures()),
    "job-subprocess": lambda: jobs.convert_pdf("invoice-4711.pdf"),
}

for bug, view in ROUTES.items():
    app.add_url_rule("/" + bug, bug, view)
