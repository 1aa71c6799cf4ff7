"use strict";
const fs = require("node:fs");
const zlib = require("node:zlib");
const { pipeline } = require("node:stream/promises");

exports.read = (path) => lines(path).length;

function lines(path) {
  return fs.readFileSync(path, "utf8").split("\n");
}

exports.readLater = async (path) => await load(path);

async function load(path) {
  return await fs.promises.readFile(path, "utf8");
}

exports.write = (path) => store(path, "x");

function store(path, text) {
  fs.writeFileSync(path, text);
}

exports.unzip = (data) => inflate(data).toString();

function inflate(data) {
  return zlib.gunzipSync(data);
}

exports.copy = async (path) => await transfer(path);

async function transfer(path) {
  await pipeline(fs.createReadStream(path), fs.createWriteStream("/dev/null"));
}

exports.text = (data) => decode(data);

function decode(data) {
  return new TextDecoder("utf-8", { fatal: true }).decode(data);
}

exports.header = (data) => version(data);

function version(data) {
  return data.readUInt32BE(0);
}
