// Every bug is a route of an Express application, so that a framework's frames are around.
const express = require("express");

function requestId(request, response, next) {
  request.id = 17;
  next();
}

/** Calls the route; what it throws, now or later, goes to failed. */
function serve(bug, action, failed) {
  const app = express();
  app.use(express.json());
  app.use(requestId);
  app.get("/" + bug, (request, response, next) => {
    const answer = action(request);
    if (answer && answer.then) {
      answer.then(() => failed(undefined), next);
    }
  });
  app.use((error, request, response, next) => failed(error));
  const request = { method: "GET", url: "/" + bug, headers: {}, on() {}, unpipe() {} };
  app.handle(request, { setHeader() {}, on() {} }, () => failed(undefined));
}

module.exports = { serve };
