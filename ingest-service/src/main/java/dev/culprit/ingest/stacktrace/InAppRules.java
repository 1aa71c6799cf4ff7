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
    "_COROUTINE.",
    "kotlinx.",
    "scala.",
    "groovy.",
    "clojure.",
    "org.codehaus.groovy.",
    "org.springframework.",
    "org.apache.catalina.",
    "org.apache.tomcat.",
    "org.hibernate.",
    "org.junit.",
    "io.netty.",
    "io.vertx.",
    "reactor.",
    "com.zaxxer.hikari.",
    "org.eclipse.jetty.",
    "ch.qos.logback.",
    "org.slf4j.",
    "runtime.",
    "runtime/",
    "internal/",
    "golang.org/x/",
    "System.",
    "Microsoft."
  };
  private static final String[] WHOLE_MODULES = {
    "runtime", "System", "net/http", "testing", "syscall"
  };
  private static final String[] PATH_STARTS = {
    "node:",
    "internal/",
    "<",
    "[internal",
    "[native",
    "[C]",
    "gems/",
    "vendor/",
    "deps/",
    "runtime/",
    "../sysdeps/",
    "../csu/",
    "./nptl/",
    "./stdlib/",
    "../../../../src/libsanitizer/",
    "library/std/"
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

  /** Where a language has no files for its library, or none in the trace. */
  private static final String[] FUNCTIONS = {
    "std::",
    "core::",
    "alloc::",
    "<std::",
    "<core::",
    "<alloc::",
    "__rust",
    "rust_begin_unwind",
    "rust_panic",
    "__libc_start",
    "__interceptor_",
    "__asan_",
    "__cxa_",
    "__GI_",
    "__pthread_kill",
    "_start",
    "??"
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
        && !isLibraryFunction(frame.getFunction())
        && !(file.isEmpty() && frame.getFunction().equals("{main}"));
  }

  private static boolean isLibraryFunction(String function) {
    for (String start : FUNCTIONS) {
      if (function.startsWith(start)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isLibraryModule(String module) {
    for (String start : MODULES) {
      if (module.startsWith(start)) {
        return true;
      }
    }
    return isOneOf(module, WHOLE_MODULES);
  }

  private static boolean isLibraryPath(String path) {
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
