"use strict";

class Cart {
  constructor(lines) {
    this.lines = lines;
  }

  total() {
    return this.lines.map((line) => this.#amount(line)).reduce((a, b) => a + b, 0);
  }

  #amount(line) {
    return line.price.cents * line.count;
  }

  count() {
    return sizeOf(this.lines);
  }

  checkout(method) {
    return this.confirm(method);
  }

  confirm(method) {
    return method.pay(this.total());
  }
}

function sizeOf(lines) {
  return lines.length;
}

class Order {
  #secret = 1;

  constructor(id) {
    this.id = id;
    this.state = "new";
  }

  rename(name) {
    return setTitle(this, name);
  }

  close() {
    Object.freeze(this);
    return finish(this);
  }

  ship() {
    ensure(this.state === "paid", `Order ${this.id} is ${this.state}, cannot be shipped`);
  }

  static secretOf(order) {
    return order.#secret;
  }
}

function setTitle(order, name) {
  const title = order.title;
  title = name;
  return title;
}

function finish(order) {
  "use strict";
  order.state = "closed";
}

function ensure(condition, message) {
  if (!condition) {
    throw new Error(message);
  }
}

function applyCoupons(coupons) {
  return best(coupons).code;
}

function best(coupons) {
  return coupons.reduce((a, b) => (a.value > b.value ? a : b));
}

function nest(bundle) {
  bundle.parts.push(bundle);
  return bundlePrice(bundle);
}

function bundlePrice(bundle) {
  return 1 + bundlePrice(bundle.parts[0]);
}

function walk(node) {
  return node.left ? left(node) : right(node);
}

function left(node) {
  return right(node) + 1;
}

function right(node) {
  return walk(node) + 1;
}

module.exports = { Cart, Order, applyCoupons, nest, walk };
