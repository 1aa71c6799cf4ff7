package dev.culprit.allinone.console;

import dev.culprit.allinone.settings.Credentials;
import dev.culprit.allinone.settings.Ports;
import dev.culprit.allinone.settings.Settings;
import java.nio.file.Path;

/**
 * What is said once everything runs: where to click, how to sign in, how to report the first error.
 */
public final class Welcome {
  private Welcome() {}

  public static String text(Settings settings, Credentials credentials, Path logs, double seconds) {
    String ready = "Ready in %.1f s.%n%n".formatted(seconds);
    String dashboard = "  Dashboard       %s%n".formatted(settings.get("CULPRIT_PUBLIC_URL"));
    String syslog =
        "  Proxies' logs   syslog to port %d (UDP, TCP), the ingestion key as tag%n"
            .formatted(settings.ports().number(Ports.INGEST_SYSLOG));
    String tail = "%n  Logs are in %s. Ctrl-C stops everything.%n".formatted(logs);
    return ready
        + dashboard
        + syslog
        + (credentials.isNew() ? first(settings, credentials) : again(credentials))
        + tail;
  }

  private static String first(Settings settings, Credentials credentials) {
    return """
          Sign in as      %s
          Password        %s
          Ingestion key   %s   (project %s)
          API key         %s
                          (kept in %s)

          Report the first error:

        %s
        """
        .formatted(
            credentials.get(Credentials.EMAIL),
            credentials.get(Credentials.PASSWORD),
            credentials.get(Credentials.INGESTION_KEY),
            credentials.get(Credentials.PROJECT),
            credentials.get(Credentials.API_KEY),
            credentials.file(),
            curl(settings, credentials));
  }

  private static String again(Credentials credentials) {
    return """
          Sign in as      %s
          Passwords and keys are in %s.
        """
        .formatted(credentials.get(Credentials.EMAIL), credentials.file());
  }

  /** To be pasted into a shell as it is. */
  static String curl(Settings settings, Credentials credentials) {
    return """
        curl -X POST http://localhost:%d/ingest/v1/errors \\
          -H 'Checkend-Ingestion-Key: %s' \\
          -H 'Content-Type: application/json' \\
          -d '{"error":{"class":"CheckoutError","message":"card declined for order 1042","backtrace":["app/checkout.rb:42:in charge","app/orders.rb:7:in place"]},"context":{"environment":"production"}}'"""
        .formatted(
            settings.ports().number(Ports.INGEST_HTTP), credentials.get(Credentials.INGESTION_KEY));
  }
}
