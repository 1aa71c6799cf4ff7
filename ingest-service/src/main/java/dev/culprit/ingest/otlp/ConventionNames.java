package dev.culprit.ingest.otlp;

import java.util.Set;

/** Tells the attributes of the semantic conventions from the application's own, by their names. */
final class ConventionNames {
  private static final Set<String> NAMESPACES =
      Set.of(
          "android",
          "app",
          "artifact",
          "aspnetcore",
          "aws",
          "azure",
          "browser",
          "cicd",
          "client",
          "cloud",
          "code",
          "container",
          "db",
          "deployment",
          "destination",
          "device",
          "dns",
          "dotnet",
          "elasticsearch",
          "enduser",
          "error",
          "event",
          "exception",
          "faas",
          "feature_flag",
          "file",
          "gcp",
          "gen_ai",
          "geo",
          "graphql",
          "heroku",
          "host",
          "http",
          "hw",
          "ios",
          "jvm",
          "k8s",
          "linux",
          "log",
          "mcp",
          "messaging",
          "net",
          "network",
          "nodejs",
          "oci",
          "onc_rpc",
          "opentracing",
          "os",
          "otel",
          "peer",
          "pprof",
          "process",
          "profile",
          "rpc",
          "server",
          "service",
          "session",
          "signalr",
          "source",
          "system",
          "telemetry",
          "test",
          "thread",
          "tls",
          "url",
          "user",
          "user_agent",
          "v8js",
          "vcs",
          "webengine",
          "zos");

  private ConventionNames() {}

  static boolean isOne(String name) {
    int dot = name.indexOf('.');
    return dot > 0 && NAMESPACES.contains(name.substring(0, dot));
  }
}
