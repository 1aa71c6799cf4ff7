"use strict";
const assert = require("node:assert");
const { EventEmitter } = require("node:events");
const { execFileSync } = require("node:child_process");

const events = new EventEmitter();
events.on("stored", function index(product) {
  return reindex(product.facets);
});

function reindex(facets) {
  return facets.map(String);
}

exports.emit = (name) => publish({ name });

function publish(product) {
  events.emit("stored", product);
}

exports.later = () => void schedule();

function schedule() {
  setTimeout(function nightly() {
    rotate(undefined);
  }, 1);
}

function rotate(log) {
  return log.files;
}

exports.soon = () => void queueMicrotask(function flush() {
  drain(null);
});

function drain(buffer) {
  return buffer.shift();
}

exports.batches = (size) => [...chunk(null, size)];

function* chunk(items, size) {
  for (let i = 0; i < items.length; i += size) {
    yield items.slice(i, i + size);
  }
}

exports.consume = async () => {
  for await (const message of messages()) {
    void message;
  }
};

async function* messages() {
  yield 1;
  throw new Error("Stream of messages ended at offset 18844");
}

exports.script = (source) => evaluate(source, { total: 3 });

function evaluate(source, names) {
  return new Function(...Object.keys(names), "return " + source)(...Object.values(names));
}

exports.plugin = (name) => activate(name);

function activate(name) {
  return require(name).start();
}

exports.clone = (job) => snapshot(job);

function snapshot(job) {
  return structuredClone(job);
}

exports.verify = (numbers) => checkSorted(numbers);

function checkSorted(numbers) {
  assert.deepStrictEqual(numbers, [...numbers].sort());
}

exports.make = () => create();

class Worker {}

function create() {
  return Worker();
}

exports.derive = () => extended();

class Special extends Worker {
  constructor() {
    this.kind = "special";
  }
}

function extended() {
  return new Special();
}

exports.convert = (name) => runTool("pdf-to-text-tool", name);

function runTool(tool, name) {
  return execFileSync(tool, [name]);
}
