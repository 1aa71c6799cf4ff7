package dev.culprit.query;

import dev.culprit.query.account.AccountSettings;
import dev.culprit.query.account.AccountsSchema;
import dev.culprit.query.project.IngestAddresses;
import dev.culprit.runtime.config.ConfigException;
import dev.culprit.runtime.config.Environment;
import dev.culprit.runtime.config.Secret;
import dev.culprit.runtime.database.DatabaseConfig;
import java.net.URI;
import java.util.Optional;

/**
 * Settings of query-api.
 *
 * @param host where to listen
 * @param httpPort 0 takes any free one
 * @param database as the role that owns the accounts
 * @param internalToken proves to the other services that we are one of them; also signs cursors
 * @param publicUrl where people's browsers find the dashboard
 * @param ingestAddresses where programs find ingest
 * @param mostStreams how many server-sent event streams may be open at once
 */
public record QueryConfig(
    String host,
    int httpPort,
    DatabaseConfig database,
    Secret internalToken,
    String ingestAddress,
    String groupingAddress,
    String alertAddress,
    URI publicUrl,
    IngestAddresses ingestAddresses,
    int mostStreams,
    AccountSettings accounts) {
  private static final int SHORTEST_TOKEN = 16;
  private static final int SHORTEST_PASSWORD = 10;
  private static final int SHORTEST_API_KEY = 20;
  private static final int DEFAULT_POOL_SIZE = 8;
  private static final int INGEST_HTTP_PORT = 4318;
  private static final int INGEST_GRPC_PORT = 4317;
  private static final int INGEST_SYSLOG_PORT = 5514;

  public static QueryConfig from(Environment environment) {
    URI publicUrl =
        url("CULPRIT_PUBLIC_URL", environment.text("CULPRIT_PUBLIC_URL", "http://localhost:8080"));
    return new QueryConfig(
        environment.text("CULPRIT_BIND_ADDRESS", "0.0.0.0"),
        environment.port("CULPRIT_QUERY_HTTP_PORT", 8080),
        DatabaseConfig.from(environment, AccountsSchema.ROLE, DEFAULT_POOL_SIZE),
        longEnough(
                "CULPRIT_INTERNAL_TOKEN",
                environment.secret("CULPRIT_INTERNAL_TOKEN"),
                SHORTEST_TOKEN)
            .orElseThrow(
                () ->
                    new ConfigException(
                        "CULPRIT_INTERNAL_TOKEN is missing; all services share it")),
        environment.text("CULPRIT_INGEST_INTERNAL_ADDRESS", "127.0.0.1:4319"),
        environment.text("CULPRIT_GROUPING_ADDRESS", "127.0.0.1:4320"),
        environment.text("CULPRIT_ALERT_ADDRESS", "127.0.0.1:4321"),
        publicUrl,
        ingestAddresses(environment),
        environment.integer("CULPRIT_QUERY_STREAMS", 500, 0, 100_000),
        accounts(environment, publicUrl));
  }

  private static AccountSettings accounts(Environment environment, URI publicUrl) {
    String email = environment.text("CULPRIT_BOOTSTRAP_ADMIN_EMAIL", "admin@localhost");
    if (!email.matches("[^@\\s]+@[^@\\s]+")) {
      throw new ConfigException(
          "CULPRIT_BOOTSTRAP_ADMIN_EMAIL must be an e-mail address, but is '" + email + "'");
    }
    return new AccountSettings(
        publicUrl.getScheme().equals("https"),
        environment.flag("CULPRIT_QUERY_TRUST_FORWARDED", false),
        email,
        longEnough(
            "CULPRIT_BOOTSTRAP_ADMIN_PASSWORD",
            environment.secret("CULPRIT_BOOTSTRAP_ADMIN_PASSWORD"),
            SHORTEST_PASSWORD),
        longEnough(
            "CULPRIT_BOOTSTRAP_API_KEY",
            environment.secret("CULPRIT_BOOTSTRAP_API_KEY"),
            SHORTEST_API_KEY));
  }

  private static Optional<Secret> longEnough(String key, Optional<Secret> secret, int shortest) {
    secret.ifPresent(
        given -> {
          if (given.value().length() < shortest) {
            throw new ConfigException(key + " must have at least " + shortest + " characters");
          }
        });
    return secret;
  }

  private static IngestAddresses ingestAddresses(Environment environment) {
    return new IngestAddresses(
        optionalUrl(environment, "CULPRIT_INGEST_PUBLIC_HTTP_URL"),
        optionalUrl(environment, "CULPRIT_INGEST_PUBLIC_GRPC_URL"),
        anyPort(environment.port("CULPRIT_INGEST_HTTP_PORT", INGEST_HTTP_PORT), INGEST_HTTP_PORT),
        anyPort(environment.port("CULPRIT_INGEST_GRPC_PORT", INGEST_GRPC_PORT), INGEST_GRPC_PORT),
        anyPort(
            environment.port("CULPRIT_INGEST_SYSLOG_PORT", INGEST_SYSLOG_PORT),
            INGEST_SYSLOG_PORT));
  }

  /** Which port ingest took when it was free to take any, we cannot know. */
  private static int anyPort(int port, int otherwise) {
    return port == 0 ? otherwise : port;
  }

  private static Optional<URI> optionalUrl(Environment environment, String key) {
    return environment.text(key).map(text -> url(key, text));
  }

  private static URI url(String key, String text) {
    try {
      URI url = URI.create(text);
      if (url.getHost() != null
          && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // Reported below together with other addresses that are none.
    }
    throw new ConfigException(key + " must be http://HOST or https://HOST, but is '" + text + "'");
  }
}
