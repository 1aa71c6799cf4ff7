package dev.culprit.query.dashboard;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers of the API kept as files; times in them are relative to the moment of reading, such as
 * `@-5m`.
 */
final class Fixtures {
  private static final Pattern TIME = Pattern.compile("\"@([+-]?\\d+)([smhd])\"");

  private Fixtures() {}

  static JsonObject read(String name) {
    String path = "/fake-api/" + name + ".json";
    try (InputStream file =
        Objects.requireNonNull(Fixtures.class.getResourceAsStream(path), path)) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
      return new JsonObject(TIME.matcher(text).replaceAll(match -> '"' + time(now, match) + '"'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String time(Instant now, java.util.regex.MatchResult match) {
    long amount = Long.parseLong(match.group(1));
    Duration unit =
        switch (match.group(2)) {
          case "s" -> Duration.ofSeconds(1);
          case "m" -> Duration.ofMinutes(1);
          case "h" -> Duration.ofHours(1);
          default -> Duration.ofDays(1);
        };
    return Matcher.quoteReplacement(now.plus(unit.multipliedBy(amount)).toString());
  }
}
