"use strict";
const crypto = require("node:crypto");

class ValidationError extends Error {
  constructor(errors) {
    super(errors.join("; "));
    this.name = "ValidationError";
  }
}

class Forbidden extends Error {
  constructor(user, role) {
    super(`User ${user} needs the role ${role}`);
    this.name = "Forbidden";
  }
}

exports.token = (raw) => encode(raw);

function encode(raw) {
  return Buffer.from(raw).toString("base64url");
}

exports.digest = (algorithm, text) => hash(algorithm).update(text).digest("hex");

function hash(algorithm) {
  return crypto.createHash(algorithm);
}

exports.encrypt = (key, text) => cipher(key).update(text);

function cipher(key) {
  return crypto.createCipheriv("aes-256-gcm", key, Buffer.alloc(12));
}

exports.claims = (token) => payload(token.split(".")[1]);

function payload(part) {
  return JSON.parse(Buffer.from(part, "base64url").toString("utf8")).sub;
}

exports.register = (form) => validate(form, [email, password]);

function validate(form, rules) {
  const errors = rules.map((rule) => rule(form)).filter(Boolean);
  if (errors.length > 0) {
    throw new ValidationError(errors);
  }
}

function email(form) {
  return form.email.includes("@") ? null : `${form.email} is no address`;
}

function password(form) {
  return form.password ? null : "password is missing";
}

exports.guard = (user, role) => requireRole(user, role);

function requireRole(user, role) {
  if (!user.roles?.includes(role)) {
    throw new Forbidden(user.name, role);
  }
}

exports.same = (a, b) => compare(Buffer.from(a), Buffer.from(b));

function compare(a, b) {
  return crypto.timingSafeEqual(a, b);
}

exports.Profile = class Profile {
  get fullName() {
    return this.name.first + " " + this.name.last;
  }
};
