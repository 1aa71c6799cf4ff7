class OutOfStock(Exception):
    pass


class IllegalState(Exception):
    pass


class Order:
    def __init__(self, number, state):
        self.number = number
        self.state = state

    def move(self, state):
        ensure(self.state != "cancelled", f"Order {self.number} is {self.state}, cannot become {state}")
        self.state = state


def ensure(condition, message):
    if not condition:
        raise IllegalState(message)


class OrderService:
    stock = {"A-1": 3}

    def place(self, form):
        customer = self._customer(form)
        return self._store(customer, form["lines"], self._address(form))

    def _customer(self, form):
        return form["customer"]

    def _address(self, form):
        return {"city": form["address"]["city"]}

    def _store(self, customer, lines, address):
        return (customer, lines, address)

    def reorder(self, last):
        return self.place(self._copy(last))

    def _copy(self, order):
        return {"customer": order.customer, "lines": order.lines}

    def total(self, lines):
        return sum_lines(lines)

    def reserve(self, sku, count):
        left = self.stock[sku]
        try:
            self._take(sku, left, count)
        except ValueError as e:
            raise OutOfStock(f"Cannot reserve {count} of {sku}") from e

    def _take(self, sku, left, count):
        if count > left:
            raise ValueError(f"{left} left of {sku}")

    def ship(self, order):
        order.move("shipped")


def sum_lines(lines):
    total = 0
    for line in lines:
        total += line["price"] * line["count"] if isinstance(line["price"], int) else line["price"]
    return total


def bundle_price(bundle, depth):
    bundle["parts"].append(bundle)
    return depth + sum(bundle_price(part, depth + 1) for part in bundle["parts"])


def is_even_lot(count):
    return True if count == 0 else is_odd_lot(count - 1)


def is_odd_lot(count):
    return False if count == 0 else is_even_lot(count - 1)
