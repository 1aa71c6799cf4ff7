"use strict";

exports.parseFeed = (text) => readItems(text);

function readItems(text) {
  return JSON.parse(text).items;
}

exports.serialise = function serialise(product) {
  product.self = product;
  return toText(product);
};

function toText(product) {
  return JSON.stringify(product);
}

exports.search = (query) => ["lamp"].filter((name) => pattern(query).test(name));

function pattern(query) {
  return new RegExp(query, "i");
}

exports.imageUrl = (text) => resize(new URL(text), 80);

function resize(url, width) {
  url.searchParams.set("w", width);
  return url;
}

exports.pages = (count) => allocate(count);

function allocate(count) {
  return new Array(count);
}

exports.stars = (count) => paint("*", count);

function paint(sign, count) {
  return sign.repeat(count);
}

exports.price = (amount, digits) => rounded(amount, digits);

function rounded(amount, digits) {
  return amount.toFixed(digits);
}

exports.launch = (day) => isoDay(new Date(day));

function isoDay(date) {
  return date.toISOString();
}

exports.size = (product) => measure(product);

function measure({ box: { width, height } }) {
  return width * height;
}

exports.tags = (tags) => unique(tags);

function unique(tags) {
  return [...new Set(tags)];
}

exports.label = (name) => caption(name);

function caption(name) {
  return "Product " + name;
}

exports.stock = (left, taken) => remaining(left, taken);

function remaining(left, taken) {
  return left - taken;
}

exports.discount = () => percent();

function percent() {
  return defaultDiscount * 100;
}

exports.decode = (text) => unescape(text);

function unescape(text) {
  return decodeURIComponent(text);
}

exports.strict = (product) =>
  new Proxy(product, {
    get(target, name) {
      return required(target, name);
    },
  });

function required(target, name) {
  if (!(name in target)) {
    throw new RangeError(`No attribute ${String(name)}`);
  }
  return target[name];
}

exports.format = (amount, currency) => money(currency).format(amount);

function money(currency) {
  return new Intl.NumberFormat("de", { style: "currency", currency });
}
