import hmac
import math
import urllib.request


class PaymentFailed(Exception):
    pass


class Gateway:
    def __init__(self, host, port):
        self.url = f"http://{host}:{port}/charge"

    def charge(self, cents):
        return self._post({"cents": cents})

    def _post(self, body):
        try:
            return urllib.request.urlopen(self.url, data=str(body).encode(), timeout=2).read()
        except OSError as e:
            raise PaymentFailed(f"POST {self.url} failed") from e


class Wallet:
    balance = None

    def charge(self, cents):
        if self.balance < cents:
            raise PaymentFailed("The wallet is empty")


def charge_with_retry(gateway, cents):
    return retry(3, lambda: gateway.charge(cents))


def retry(times, action):
    for attempt in range(times):
        try:
            return action()
        except PaymentFailed:
            if attempt == times - 1:
                raise


def interest(principal):
    return compound(principal, 40)


def compound(principal, years):
    return math.exp(years * 1000) * principal


def convert(amount, source, target):
    return amount * rate(source, target)


def rate(source, target):
    rates = {("EUR", "USD"): 1.1}
    try:
        return rates[source, target]
    except KeyError:
        raise LookupError(f"No rate from {source} to {target}")


def verify(body, signature):
    return hmac.compare_digest(hmac.digest(b"key", body, "sha256"), bytes.fromhex(signature))


def settle(entries):
    return sum(amounts(entries))


def amounts(entries):
    for account, amount in entries:
        yield amount_of(account, amount)


def amount_of(account, amount):
    return round(amount * 100)
