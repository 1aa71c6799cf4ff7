"use strict";
const http = require("node:http");
const dns = require("node:dns/promises");
const timers = require("node:timers/promises");

class PaymentFailed extends Error {
  constructor(message, options) {
    super(message, options);
    this.name = "PaymentFailed";
  }
}

exports.charge = async (port, cents) => post(port, { cents });

async function post(port, body) {
  try {
    return await fetch(`http://127.0.0.1:${port}/charge`, { method: "POST", body: JSON.stringify(body) });
  } catch (error) {
    throw new PaymentFailed("The payment service did not answer", { cause: error });
  }
}

exports.rates = async (host) => (await lookup(host)).address;

async function lookup(host) {
  return await dns.lookup(host);
}

exports.slow = async (ms) => withTimeout(answer(), ms);

async function answer() {
  await timers.setTimeout(10_000, null, { ref: false });
}

async function withTimeout(work, ms) {
  return await Promise.race([work, expire(ms)]);
}

async function expire(ms) {
  await timers.setTimeout(ms);
  throw new PaymentFailed(`No answer within ${ms} ms`);
}

exports.aborted = async () => {
  const abort = new AbortController();
  const wait = waitFor(abort.signal);
  abort.abort();
  await wait;
};

async function waitFor(signal) {
  await timers.setTimeout(10_000, null, { signal });
}

exports.firstOf = async (offers) => await cheapest(offers);

async function cheapest(offers) {
  return await Promise.any(offers);
}

exports.settle = async (invoice) => {
  try {
    return await book(invoice);
  } catch (error) {
    throw new PaymentFailed(`Invoice ${invoice.id} was not settled`, { cause: error });
  }
};

async function book(invoice) {
  await null;
  return ledger(invoice.account);
}

function ledger(account) {
  return account.entries.length;
}

exports.balance = async (account) => {
  await null;
  return await open(account);
};

async function open(account) {
  await null;
  return account.balance;
}

exports.captureAll = async (charges) => await Promise.all(charges.map(capture));

async function capture(charge) {
  await null;
  return charge.toFixed(2);
}
