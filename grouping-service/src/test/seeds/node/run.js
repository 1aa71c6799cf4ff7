// Provokes each bug and prints it as one line of JSON: the chain outermost first, frames crash frame first.
const path = require("node:path");
const fs = require("node:fs");

const shop = path.join(__dirname, "shop");
Error.stackTraceLimit = 80;
const sites = new WeakMap();
Error.prepareStackTrace = (error, calls) => {
  sites.set(error, calls.map(frame));
  return String(error);
};

function frame(call) {
  const file = call.getFileName() || call.getEvalOrigin() || "";
  const type = call.getTypeName();
  const method = call.getFunctionName() || call.getMethodName() || "<anonymous>";
  const owned = type && !call.isToplevel() && !method.includes(".") ? type + "." + method : method;
  return {
    function: call.isConstructor() ? "new " + method : owned,
    module: "",
    file: file.replace("file://", ""),
    line: call.getLineNumber() || 0,
    in_app: file.startsWith(shop),
    context: line(file, call.getLineNumber()),
  };
}

function line(file, number) {
  return fs.existsSync(file) ? fs.readFileSync(file, "utf8").split("\n")[number - 1].slice(0, 200) : "";
}

function chain(error) {
  const found = [];
  for (let at = error; at instanceof Error && found.length < 5; at = at.cause) {
    void at.stack;
    found.push({ type: at.name, value: at.message.slice(0, 500), frames: sites.get(at) || [] });
  }
  return found;
}

async function provoke(bug, action) {
  const error = await new Promise((resolve) => {
    process.removeAllListeners("uncaughtException");
    process.once("uncaughtException", resolve);
    require("./shop/server").serve(bug, action, resolve);
  });
  if (error instanceof Error) {
    console.log(JSON.stringify({ bug: "node/" + bug, language: "node", chain: chain(error) }));
  } else {
    console.error("no error from " + bug, error);
  }
}

(async () => {
  for (const [bug, action] of require("./shop/bugs")) {
    await provoke(bug, action);
  }
  process.exit(0);
})();
