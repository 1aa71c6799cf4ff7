package dev.culprit.grouping.fingerprint.v2;

import java.util.Set;

/**
 * Frames that only carry work from one place or time to another: reflection, promises, event loops,
 * thread pools. They change with the run-time and say nothing of the fault.
 */
final class Boundaries {

  private static final String[] JVM = {
    "java.lang.reflect.",
    "java.lang.invoke.",
    "jdk.internal.reflect.",
    "sun.reflect.",
    "java.lang.Thread",
    "java.lang.VirtualThread",
    "java.lang.Continuation",
    "jdk.internal.vm.",
    "java.util.concurrent.CompletableFuture",
    "java.util.concurrent.ThreadPoolExecutor",
    "java.util.concurrent.ScheduledThreadPoolExecutor",
    "java.util.concurrent.ForkJoin",
    "java.util.concurrent.FutureTask",
    "java.util.concurrent.Executors",
    "java.util.concurrent.ThreadPerTaskExecutor",
    "java.util.Timer",
    "io.netty.util.concurrent.",
    "io.netty.util.internal.ThreadExecutorMap",
    "io.netty.channel.nio.NioEventLoop",
    "io.netty.channel.epoll.EpollEventLoop",
    "io.vertx.core.impl.ContextImpl",
    "io.vertx.core.impl.EventLoopContext",
    "io.vertx.core.impl.ContextInternal",
    "io.vertx.core.impl.future.",
    "reactor.core.",
    "kotlinx.coroutines.",
    "kotlin.coroutines.",
    "_COROUTINE.",
    "scala.concurrent.",
    "akka.dispatch.",
    "org.codehaus.groovy.runtime.callsite.",
    "org.codehaus.groovy.reflection.",
    "org.codehaus.groovy.vmplugin.",
    "groovy.lang.MetaClass",
    "org.apache.tomcat.util.threads."
  };
  private static final String[] DOTNET = {
    "System.Runtime.CompilerServices.",
    "System.Runtime.ExceptionServices.",
    "System.Threading.",
    "System.Reflection.",
    "System.RuntimeMethodHandle"
  };
  private static final String[] RUST = {
    "std::panicking",
    "core::panicking",
    "std::panic",
    "rust_begin_unwind",
    "rust_panic",
    "std::sys",
    "core::ops::function",
    "<alloc::boxed::Box",
    "std::rt",
    "std::thread",
    "__rust",
    "tokio::runtime",
    "backtrace::",
    "start_thread",
    "clone",
    "_start",
    "__libc_start"
  };
  private static final String[] GO = {
    "runtime.gopanic",
    "runtime.goexit",
    "runtime.main",
    "runtime.panic",
    "runtime.sigpanic",
    "runtime.goPanic",
    "runtime/debug.",
    "reflect.Value.call",
    "reflect.Value.Call"
  };
  private static final String[] PYTHON = {"asyncio", "concurrent.futures", "threading", "runpy"};
  private static final Set<String> SCRIPT =
      Set.of(
          "process.processTicksAndRejections",
          "processTicksAndRejections",
          "runMicrotasks",
          "process._tickCallback",
          "Promise",
          "Promise.then",
          "Generator.next",
          "step",
          "fulfilled",
          "rejected",
          "__awaiter",
          "asyncGeneratorStep",
          "_next",
          "Promise.all",
          "Promise.finally",
          "node:internal/process/task_queues",
          "listOnTimeout",
          "process.processTimers",
          "processTimers",
          "AsyncResource.runInAsyncScope",
          "promiseReactionJob");
  private static final Set<String> ENTRIES =
      Set.of(
          "main",
          "<module>",
          "<main>",
          "{main}",
          "run",
          "start",
          "goexit",
          "runtime.goexit",
          "runtime.main",
          "main.main",
          "_start",
          "clone",
          "__clone",
          "start_thread",
          "main chunk",
          "_bootstrap",
          "executeUserEntryPoint",
          "Module._compile",
          "<top (required)>",
          "processTicksAndRejections",
          "process.processTicksAndRejections",
          "init_p_do_apply/3",
          "_run_once",
          "listOnTimeout",
          "processTimers",
          "process.processTimers",
          "emit",
          "onread");

  private Boundaries() {}

  static boolean isBoundary(Language language, CleanName name, String file) {
    return switch (language) {
      case JVM -> Characters.startsWithAny(name.scope(), JVM);
      case DOTNET ->
          Characters.startsWithAny(name.scope().isEmpty() ? name.name() : name.scope(), DOTNET);
      case RUST -> Characters.startsWithAny(name.name(), RUST);
      case GO -> Characters.startsWithAny(goName(name), GO);
      case PYTHON -> isPythonBoundary(name, file);
      case SCRIPT ->
          SCRIPT.contains(name.name()) || file.contains("task_queues") || file.contains("zone.js");
      default -> false;
    };
  }

  /** Whether threads or programs begin with such a frame. */
  static boolean isEntry(CleanName name, boolean isBoundary) {
    return isBoundary || ENTRIES.contains(name.name()) || name.name().endsWith(".main");
  }

  private static String goName(CleanName name) {
    boolean isQualified = name.name().indexOf('.') > 0 || name.scope().isEmpty();
    return isQualified ? name.name() : name.scope() + "." + name.name();
  }

  private static boolean isPythonBoundary(CleanName name, String file) {
    return Characters.startsWithAny(name.scope(), PYTHON)
        || file.contains("/asyncio/")
        || file.contains("/concurrent/futures/")
        || file.endsWith("/threading.py");
  }
}
