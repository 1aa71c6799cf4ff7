package dev.culprit.allinone.settings;

import dev.culprit.runtime.config.ConfigException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * The secrets of an installation: made at its first start, then read from a file that only its
 * owner may read. What the environment gives is used instead of making it up. The two secrets that
 * guard data and traffic are not written down when they were given: whoever keeps them elsewhere
 * has a reason to.
 */
public final class Credentials {
  public static final String TOKEN = "CULPRIT_INTERNAL_TOKEN";
  public static final String SECRET_KEY = "CULPRIT_SECRET_KEY";
  public static final String EMAIL = "CULPRIT_BOOTSTRAP_ADMIN_EMAIL";
  public static final String PASSWORD = "CULPRIT_BOOTSTRAP_ADMIN_PASSWORD";
  public static final String PROJECT = "CULPRIT_BOOTSTRAP_PROJECT";
  public static final String INGESTION_KEY = "CULPRIT_BOOTSTRAP_INGESTION_KEY";
  public static final String API_KEY = "CULPRIT_BOOTSTRAP_API_KEY";

  private static final Set<String> KEPT_ELSEWHERE_WHEN_GIVEN = Set.of(TOKEN, SECRET_KEY);

  /** Without letters and digits that look alike. */
  private static final String PASSWORD_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

  private final Path file;
  private final Map<String, String> stored;
  private final Map<String, String> values;
  private final boolean isNew;

  private Credentials(
      Path file, Map<String, String> stored, Map<String, String> values, boolean isNew) {
    this.file = file;
    this.stored = stored;
    this.values = values;
    this.isNew = isNew;
  }

  /** Reads the file, or makes everything up; {@link #store()} writes it. */
  public static Credentials of(Path file, Map<String, String> environment) {
    return Files.exists(file) ? existing(file, environment) : made(file, environment);
  }

  public Map<String, String> values() {
    return values;
  }

  public String get(String key) {
    return values.getOrDefault(key, "");
  }

  /** Whether this is the installation's first start. */
  public boolean isNew() {
    return isNew;
  }

  public Path file() {
    return file;
  }

  /**
   * Writes the file when it is not there yet, so that nobody sees half of it and only its owner can
   * read it.
   */
  public void store() {
    if (!isNew) {
      return;
    }
    StringBuilder text =
        new StringBuilder(
            "# Made at the first start of this installation. Keep it secret, and keep it with the data.\n");
    stored.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    try {
      Path aside = file.resolveSibling(file.getFileName() + ".new");
      Files.deleteIfExists(aside);
      Files.createFile(
          aside,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(aside, text);
      Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private static Credentials made(Path file, Map<String, String> environment) {
    Map<String, String> made = new LinkedHashMap<>();
    made.put(TOKEN, hex(24));
    made.put(SECRET_KEY, hex(32));
    made.put(EMAIL, "admin@localhost");
    made.put(PASSWORD, password());
    made.put(PROJECT, "demo");
    made.put(INGESTION_KEY, hex(16));
    made.put(API_KEY, hex(24));
    Map<String, String> stored = new LinkedHashMap<>();
    made.forEach(
        (key, value) -> {
          String given = environment.getOrDefault(key, "").trim();
          if (given.isEmpty()) {
            stored.put(key, value);
          } else if (!KEPT_ELSEWHERE_WHEN_GIVEN.contains(key)) {
            stored.put(key, given);
          }
        });
    return new Credentials(file, stored, overlay(stored, environment), true);
  }

  private static Credentials existing(Path file, Map<String, String> environment) {
    Map<String, String> stored = read(file);
    Map<String, String> values = overlay(stored, environment);
    for (String key : KEPT_ELSEWHERE_WHEN_GIVEN) {
      if (!values.containsKey(key)) {
        throw new ConfigException(
            key
                + " is missing: it was given by the environment at the first start and is not in "
                + file
                + "; give it again");
      }
    }
    return new Credentials(file, stored, values, false);
  }

  private static Map<String, String> read(Path file) {
    Properties properties = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new ConfigException("cannot read " + file + ": " + e.getMessage(), e);
    }
    Map<String, String> stored = new LinkedHashMap<>();
    properties.stringPropertyNames().stream()
        .sorted()
        .forEach(key -> stored.put(key, properties.getProperty(key)));
    return stored;
  }

  private static Map<String, String> overlay(
      Map<String, String> stored, Map<String, String> environment) {
    Map<String, String> values = new LinkedHashMap<>(stored);
    for (String key : Set.of(TOKEN, SECRET_KEY, EMAIL, PASSWORD, PROJECT, INGESTION_KEY, API_KEY)) {
      String given = environment.getOrDefault(key, "").trim();
      if (!given.isEmpty()) {
        values.put(key, given);
      }
    }
    return Collections.unmodifiableMap(values);
  }

  private static String hex(int bytes) {
    byte[] random = new byte[bytes];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  /** Four groups of five, about 99 bits, easy to type. */
  private static String password() {
    SecureRandom random = new SecureRandom();
    StringBuilder password = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      if (i > 0 && i % 5 == 0) {
        password.append('-');
      }
      password.append(PASSWORD_LETTERS.charAt(random.nextInt(PASSWORD_LETTERS.length())));
    }
    return password.toString();
  }
}
