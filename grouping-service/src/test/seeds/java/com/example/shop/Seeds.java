package com.example.shop;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/** Provokes each bug and prints it as one line of JSON: the chain outermost first, frames crash frame first. */
public final class Seeds {
  private final Map<String, Callable<?>> bugs = new LinkedHashMap<>();

  public static void main(String[] arguments) throws Exception {
    // Libraries log to standard output.
    PrintStream out = new PrintStream(new FileOutputStream(arguments[0]), true, "UTF-8");
    Seeds seeds = new Seeds();
    Orders.bugs(seeds.bugs);
    Catalog.bugs(seeds.bugs);
    Accounts.bugs(seeds.bugs);
    Payments.bugs(seeds.bugs);
    Imports.bugs(seeds.bugs);
    Jobs.bugs(seeds.bugs);
    Libraries.bugs(seeds.bugs);
    for (Map.Entry<String, Callable<?>> bug : seeds.bugs.entrySet()) {
      try {
        new Dispatcher().dispatch(bug.getValue());
        System.err.println("no error from " + bug.getKey());
      } catch (Throwable thrown) {
        out.println(
            new JsonObject()
                .put("bug", "java/" + bug.getKey())
                .put("language", "java")
                .put("chain", chain(thrown))
                .encode());
      }
    }
    System.exit(0);
  }

  private static JsonArray chain(Throwable thrown) {
    JsonArray chain = new JsonArray();
    for (Throwable at = thrown; at != null && chain.size() < 6; at = at.getCause()) {
      JsonArray frames = new JsonArray();
      for (StackTraceElement frame : at.getStackTrace()) {
        if (frames.size() < 80) {
          frames.add(frame(frame));
        }
      }
      String value = at.getMessage() == null ? "" : at.getMessage();
      chain.add(
          new JsonObject()
              .put("type", at.getClass().getName())
              .put("value", value.substring(0, Math.min(500, value.length())))
              .put("frames", frames));
    }
    return chain;
  }

  private static JsonObject frame(StackTraceElement frame) {
    return new JsonObject()
        .put("function", frame.getMethodName())
        .put("module", frame.getClassName())
        .put("file", frame.getFileName() == null ? "" : frame.getFileName())
        .put("line", Math.max(0, frame.getLineNumber()))
        .put("in_app", frame.getClassName().startsWith("com.example."));
  }
}
