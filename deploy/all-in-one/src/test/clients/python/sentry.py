"""Reports one error with a cause, as a program does whose DSN was changed."""

import json
import os

import sentry_sdk

sentry_sdk.init(
    dsn=os.environ["TARGET_DSN"],
    environment="production",
    release="1.4.2",
    server_name="web-1",
)
sentry_sdk.set_user({"id": "7", "email": "ann@shop.example"})
sentry_sdk.set_tag("area", "checkout")
sentry_sdk.add_breadcrumb(category="basket", message="added 1 item", level="info")


def find_stock():
    raise KeyError("stock is empty")


def place_order():
    try:
        find_stock()
    except KeyError as cause:
        raise ValueError(os.environ["MARKER"]) from cause


try:
    place_order()
except ValueError as error:
    event_id = sentry_sdk.capture_exception(error)
sentry_sdk.flush(10)
print(json.dumps({"id": event_id}))
