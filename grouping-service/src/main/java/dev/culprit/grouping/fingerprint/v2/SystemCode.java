package dev.culprit.grouping.fingerprint.v2;

import java.util.Set;

/**
 * Tells the code of run-times and well-known libraries from an application's own, for clients that
 * do not say.
 */
final class SystemCode {

  private static final String[] JVM_RUNTIME = {
    "java.",
    "javax.",
    "jdk.",
    "sun.",
    "com.sun.",
    "kotlin.",
    "kotlinx.",
    "scala.",
    "groovy.",
    "org.codehaus.groovy.",
    "org.apache.groovy.",
    "clojure.",
    "dalvik.",
    "android."
  };
  private static final String[] JVM_LIBRARIES = {
    "jakarta.",
    "androidx.",
    "com.android.",
    "org.springframework.",
    "org.apache.",
    "org.eclipse.",
    "org.hibernate.",
    "io.netty.",
    "io.vertx.",
    "io.grpc.",
    "io.micrometer.",
    "io.micronaut.",
    "io.opentelemetry.",
    "io.quarkus.",
    "io.smallrye.",
    "io.ktor.",
    "io.undertow.",
    "io.lettuce.",
    "io.reactivex.",
    "rx.",
    "reactor.",
    "akka.",
    "cats.",
    "zio.",
    "play.",
    "com.typesafe.",
    "com.google.common.",
    "com.google.inject.",
    "com.google.gson.",
    "com.google.protobuf.",
    "com.fasterxml.",
    "com.zaxxer.",
    "com.hazelcast.",
    "com.mysql.",
    "com.mongodb.",
    "com.amazonaws.",
    "com.ibm.",
    "com.intellij.",
    "com.github.benmanes.",
    "software.amazon.",
    "ch.qos.",
    "org.slf4j.",
    "org.jboss.",
    "org.xnio.",
    "org.postgresql.",
    "org.junit.",
    "org.mockito.",
    "org.testng.",
    "org.gradle.",
    "worker.org.gradle.",
    "org.aspectj.",
    "org.thymeleaf.",
    "org.jooq.",
    "org.yaml.",
    "org.flywaydb.",
    "org.h2.",
    "org.quartz.",
    "org.jetbrains.",
    "oracle.",
    "weblogic.",
    "liquibase.",
    "okhttp3.",
    "okio.",
    "retrofit2.",
    "feign.",
    "redis.clients.",
    "net.bytebuddy.",
    "net.sf.",
    "junit.",
    "gnu."
  };
  private static final String[] DOTNET_RUNTIME = {"System.", "Microsoft.", "Mono.", "Internal."};
  private static final String[] DOTNET_LIBRARIES = {
    "System.",
    "Microsoft.",
    "Mono.",
    "Internal.",
    "Newtonsoft.",
    "NUnit.",
    "Xunit.",
    "Npgsql.",
    "MySql.",
    "MySqlConnector.",
    "Serilog.",
    "Dapper.",
    "StackExchange.",
    "Grpc.",
    "AutoMapper.",
    "Castle.",
    "Polly.",
    "MassTransit.",
    "MediatR.",
    "Hangfire.",
    "FluentValidation.",
    "MongoDB.",
    "RabbitMQ.",
    "Google.",
    "Amazon.",
    "NLog.",
    "log4net."
  };
  private static final String[] GO_RUNTIME = {
    "archive/",
    "bufio.",
    "bytes.",
    "compress/",
    "container/",
    "context.",
    "crypto/",
    "database/",
    "encoding/",
    "errors.",
    "fmt.",
    "go/",
    "hash/",
    "html/",
    "image/",
    "internal/",
    "io.",
    "io/",
    "iter.",
    "log.",
    "log/",
    "maps.",
    "math/",
    "math.",
    "mime/",
    "net.",
    "net/",
    "os.",
    "os/",
    "path.",
    "path/",
    "plugin.",
    "reflect.",
    "regexp.",
    "runtime.",
    "runtime/",
    "slices.",
    "sort.",
    "strconv.",
    "strings.",
    "sync.",
    "sync/",
    "syscall.",
    "testing.",
    "text/",
    "time.",
    "unicode/",
    "vendor/"
  };
  private static final String[] GO_PATHS = {"/pkg/mod/", "/go/src/", "/lib/go", "/vendor/"};
  private static final String[] RUST_CODE = {
    "std::",
    "core::",
    "alloc::",
    "<std::",
    "<core::",
    "<alloc::",
    "tokio::",
    "hyper::",
    "actix",
    "axum::",
    "futures",
    "serde",
    "reqwest::",
    "tower",
    "rayon",
    "backtrace::",
    "test::",
    "rust_begin_unwind",
    "rust_panic",
    "__rust",
    "_start",
    "__libc_start",
    "start_thread",
    "clone",
    "hashbrown::"
  };
  private static final String[] RUST_PATHS = {
    "/rustc/", "/.cargo/", "library/std/", "library/core/"
  };
  private static final String[] SCRIPT_RUNTIME = {"node:", "internal/", "native ", "deno:", "ext:"};
  private static final String[] SCRIPT_PATHS = {
    "node_modules/",
    "node_modules\\",
    "webpack/bootstrap",
    "webpack/runtime",
    "bower_components/",
    "-extension:",
    "/polyfills",
    "/vendor."
  };
  private static final String[] PYTHON_PATHS = {
    "site-packages", "dist-packages", "/lib/python", "<frozen", "\\lib\\"
  };
  private static final String[] RUBY_PATHS = {
    "/gems/", "/lib/ruby/", "<internal:", "/rubygems/", "/vendor/bundle/", "/bin/bundle"
  };
  private static final String[] PHP_PATHS = {"/vendor/", "[internal", "/share/php"};
  private static final String[] PERL_PATHS = {"/share/perl", "/lib/", "/perl5/", "/perl/"};
  private static final String[] LUA_PATHS = {"[C]", "/share/lua", "/lib/lua"};
  private static final String[] BEAM_PATHS = {
    "deps/", "lib/elixir/", "/lib/erlang/", "(elixir", "(stdlib"
  };
  private static final String[] NATIVE_FUNCTIONS = {
    "__libc",
    "_start",
    "__GI_",
    "__cxa_",
    "__assert",
    "std::",
    "__gnu_cxx",
    "start_thread",
    "__kernel",
    "raise",
    "abort",
    "clone",
    "__pthread",
    "_IO_",
    "__interceptor"
  };
  private static final String[] NATIVE_PATHS = {
    "libc.so", "libc-", "libpthread", "libstdc++", "libgcc", "ld-linux", "../sysdeps", "./sysdeps",
    "../csu", "./csu", "./nptl", "./stdlib", "./string", "./malloc", "/usr/lib", "/lib/x86_64"
  };
  private static final Set<String> NODE_FILES =
      Set.of(
          "events.js",
          "net.js",
          "fs.js",
          "dns.js",
          "http.js",
          "https.js",
          "_http_client.js",
          "_http_server.js",
          "_http_outgoing.js",
          "stream.js",
          "_stream_readable.js",
          "_stream_writable.js",
          "_stream_duplex.js",
          "_tls_wrap.js",
          "timers.js",
          "domain.js",
          "module.js",
          "bootstrap_node.js",
          "vm.js",
          "buffer.js",
          "url.js",
          "util.js",
          "assert.js",
          "child_process.js",
          "zlib.js",
          "querystring.js",
          "string_decoder.js");
  private static final Set<String> PYTHON_MODULES =
      Set.of(
          "asyncio",
          "concurrent",
          "threading",
          "socket",
          "ssl",
          "urllib",
          "http",
          "json",
          "subprocess",
          "multiprocessing",
          "unittest",
          "importlib",
          "runpy",
          "selectors",
          "email",
          "logging",
          "sqlite3",
          "ctypes",
          "collections",
          "decimal",
          "fractions",
          "statistics",
          "pathlib",
          "shutil",
          "tempfile",
          "zipfile",
          "tarfile",
          "csv",
          "configparser",
          "argparse",
          "contextlib",
          "functools",
          "_pytest",
          "pytest",
          "pluggy",
          "django",
          "flask",
          "werkzeug",
          "starlette",
          "fastapi",
          "uvicorn",
          "gunicorn",
          "celery",
          "kombu",
          "billiard",
          "sqlalchemy",
          "psycopg2",
          "psycopg",
          "redis",
          "requests",
          "urllib3",
          "aiohttp",
          "httpx",
          "anyio",
          "tornado",
          "pydantic",
          "jinja2",
          "rest_framework",
          "botocore",
          "boto3",
          "numpy",
          "pandas",
          "gevent",
          "eventlet",
          "twisted");
  private static final Set<String> BEAM_MODULES =
      Set.of(
          "erlang",
          ":erlang",
          "gen_server",
          "gen_statem",
          "proc_lib",
          "gen",
          "timer",
          "ets",
          "lists",
          "maps",
          "supervisor",
          "Enum",
          "Map",
          "MapSet",
          "Keyword",
          "List",
          "String",
          "Stream",
          "GenServer",
          "Task",
          "Agent",
          "Supervisor",
          "Process",
          "Kernel",
          "File",
          "IO",
          "Code",
          "Module",
          "System",
          "Registry",
          "Access",
          "Integer",
          "Float",
          "Regex",
          "URI",
          "Date",
          "DateTime",
          "NaiveDateTime",
          "Time",
          "Tuple",
          "Range",
          "Enumerable",
          "Inspect",
          "Protocol",
          "Jason",
          "Plug",
          "Phoenix",
          "Ecto",
          "DBConnection",
          "Postgrex",
          "Mix",
          "ExUnit",
          "Cowboy",
          "cowboy",
          "ranch",
          "hackney",
          "Bandit",
          "elixir",
          "elixir_eval",
          "elixir_compiler",
          "erl_eval");

  private SystemCode() {}

  /** Whether it certainly is the run-time's own, whatever a client says. */
  static boolean isRuntime(Language language, String module, String function, String file) {
    return switch (language) {
      case JVM -> Characters.startsWithAny(withoutOrigin(module), JVM_RUNTIME);
      case DOTNET -> Characters.startsWithAny(module.isEmpty() ? function : module, DOTNET_RUNTIME);
      case SCRIPT -> isScriptRuntime(file);
      case GO -> isGoRuntime(module.isEmpty() ? function : module + ".");
      case PYTHON -> file.startsWith("<frozen");
      case RUBY -> file.startsWith("<internal:");
      case RUST -> Characters.startsWithAny(function, RUST_CODE) && file.contains("/rustc/");
      case LUA -> file.contains("[C]");
      default -> false;
    };
  }

  /** Whether it looks like a library's or the run-time's. */
  static boolean isSystem(
      Language language, String module, String function, String file, String library) {
    if (isRuntime(language, module, function, file)) {
      return true;
    }
    return switch (language) {
      case JVM -> Characters.startsWithAny(withoutOrigin(module), JVM_LIBRARIES);
      case DOTNET ->
          Characters.startsWithAny(module.isEmpty() ? function : module, DOTNET_LIBRARIES);
      case SCRIPT -> Characters.containsAny(file, SCRIPT_PATHS);
      case GO -> Characters.containsAny(file, GO_PATHS);
      case PYTHON ->
          Characters.containsAny(file, PYTHON_PATHS)
              || PYTHON_MODULES.contains(Characters.before(module, "."));
      case RUBY -> Characters.containsAny(file, RUBY_PATHS);
      case PHP -> file.isEmpty() || Characters.containsAny(file, PHP_PATHS);
      case RUST ->
          Characters.startsWithAny(function, RUST_CODE) || Characters.containsAny(file, RUST_PATHS);
      case BEAM -> isBeamLibrary(module, function, file);
      case PERL -> Characters.containsAny(file, PERL_PATHS);
      case LUA -> Characters.containsAny(file, LUA_PATHS);
      case NATIVE ->
          Characters.startsWithAny(function, NATIVE_FUNCTIONS)
              || Characters.containsAny(file, NATIVE_PATHS)
              || Characters.containsAny(library, NATIVE_PATHS);
      case OTHER -> false;
    };
  }

  private static boolean isScriptRuntime(String file) {
    return file.isEmpty()
        || file.equals("<anonymous>")
        || file.equals("native")
        || file.equals("[native code]")
        || Characters.startsWithAny(file, SCRIPT_RUNTIME)
        || NODE_FILES.contains(file);
  }

  private static boolean isGoRuntime(String name) {
    return Characters.startsWithAny(name, GO_RUNTIME);
  }

  private static boolean isBeamLibrary(String module, String function, String file) {
    if (Characters.containsAny(file, BEAM_PATHS)) {
      return true;
    }
    String name = module.isEmpty() ? function : module;
    String plain = name.startsWith("Elixir.") ? name.substring(7) : name;
    return BEAM_MODULES.contains(Characters.before(plain, "."));
  }

  private static String withoutOrigin(String module) {
    int slash = module.indexOf('/');
    boolean isOrigin = slash > 0 && slash + 1 < module.length();
    return isOrigin && Characters.isLetter(module.charAt(slash + 1))
        ? module.substring(slash + 1)
        : module;
  }
}
