package dev.culprit.ingest.stacktrace;

import dev.culprit.proto.ingest.v1.Frame;

/**
 * Guesses whether a frame is the application's own code, for clients that do not say: it is, unless
 * its module or its path belongs to a runtime, a framework or a package manager.
 */
public final class InAppRules {
  private static final String[] MODULES = {
    "java.",
    "javax.",
    "jakarta.",
    "jdk.",
    "sun.",
    "com.sun.",
    "kotlin.",
    "kotlinx.",
    "scala.",
    "groovy.lang.",
    "org.codehaus.groovy.",
    "org.springframework.",
    "org.apache.catalina.",
    "org.apache.tomcat.",
    "org.hibernate.",
    "org.junit.",
    "io.netty.",
    "io.vertx.",
    "reactor.",
    "runtime.",
    "runtime/",
    "System.",
    "Microsoft."
  };
  private static final String[] WHOLE_MODULES = {"runtime", "System", "net/http", "testing"};
  private static final String[] PATH_STARTS = {
    "node:", "internal/", "<", "[internal", "[native", "gems/", "vendor/", "deps/", "runtime/"
  };
  private static final String[] PATH_PARTS = {
    "node_modules/",
    "/site-packages/",
    "/dist-packages/",
    "/lib/python",
    "/gems/",
    "/vendor/",
    "/usr/lib/go",
    "/usr/lib/jvm/",
    "/usr/local/go/",
    "/go/pkg/mod/",
    "/go/src/runtime/",
    "/rustc/",
    "/lib/ruby/",
    "/deps/",
    "/.cargo/",
    "node_modules\\",
    "chrome-extension://",
    "moz-extension://"
  };
  private static final String[] PACKAGES = {
    "elixir", "stdlib", "kernel", "erts", "phoenix", "plug", "ecto", "java.base"
  };

  private InAppRules() {}

  public static boolean isInApp(Frame.Builder frame) {
    String file = frame.getFile();
    if (file.isEmpty() && frame.getModule().isEmpty() && frame.getFunction().isEmpty()) {
      return false;
    }
    return !isLibraryModule(frame.getModule())
        && !isLibraryPath(file)
        && !isOneOf(frame.getPackage(), PACKAGES)
        && !frame.getFunction().equals("{main}");
  }

  private static boolean isLibraryModule(String module) {
    if (module.isEmpty()) {
      return false;
    }
    for (String start : MODULES) {
      if (module.startsWith(start)) {
        return true;
      }
    }
    return isOneOf(module, WHOLE_MODULES);
  }

  private static boolean isLibraryPath(String path) {
    if (path.isEmpty()) {
      return false;
    }
    for (String start : PATH_STARTS) {
      if (path.startsWith(start)) {
        return true;
      }
    }
    for (String part : PATH_PARTS) {
      if (path.contains(part)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOneOf(String word, String[] words) {
    for (String candidate : words) {
      if (word.equals(candidate)) {
        return true;
      }
    }
    return false;
  }
}
