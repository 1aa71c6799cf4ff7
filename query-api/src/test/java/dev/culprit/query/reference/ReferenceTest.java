package dev.culprit.query.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.culprit.proto.ingest.v1.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** What ships is whole, and hangs together. */
class ReferenceTest {
  private static final Pattern CAPITALS =
      Pattern.compile("(?<![A-Za-z_$<'])[A-Z]{4,}(?![A-Za-z_'])");

  private final Reference reference = Reference.load();

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"CAUSE_UNSPECIFIED", "UNRECOGNIZED"})
  void everyCauseOfTheContractIsTold(Cause cause) {
    String code = cause.name().substring("CAUSE_".length()).toLowerCase(Locale.ROOT);

    CauseEntry entry = reference.cause(code).orElseThrow();

    assertThat(entry.meaning()).hasSizeBetween(80, 700);
    assertThat(entry.reasons()).hasSizeGreaterThan(1).doesNotHaveDuplicates();
    assertThat(entry.checks()).hasSizeGreaterThan(1);
    assertThat(entry.proxies()).isNotEmpty();
    assertThat(entry.proxies().stream().map(ProxyNote::proxy)).doesNotHaveDuplicates();
  }

  @Test
  void nothingElseIsTold() {
    assertThat(reference.causes()).hasSize(Cause.values().length - 2);
  }

  @Test
  void causesAndStatusesTellTheSame() {
    List<String> gaps = new ArrayList<>();
    for (CauseEntry cause : reference.causes()) {
      for (int status : cause.httpStatuses()) {
        boolean told =
            reference.error(status).filter(e -> e.causes().containsKey(cause.code())).isPresent();
        if (!told) {
          gaps.add(cause.code() + " shows as " + status + ", where it is not told");
        }
      }
    }
    assertThat(gaps).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {499, 500, 502, 503, 504})
  void theMostFrequentAreToldInDepth(int status) {
    HttpErrorEntry error = reference.error(status).orElseThrow();

    assertThat(error.isInDepth()).isTrue();
    assertThat(error.proxies().stream().map(ProxyNote::proxy))
        .containsExactly("nginx", "haproxy", "apache", "caddy", "envoy", "traefik");
    assertThat(error.firstSteps()).hasSizeGreaterThan(3);
    assertThat(error.causes()).hasSizeGreaterThan(2);
  }

  @Test
  void statusesStandInOrderAndNameTheirSource() {
    assertThat(reference.errors().stream().map(HttpErrorEntry::status)).isSorted();
    assertThat(reference.errors())
        .allSatisfy(
            error ->
                assertThat(error.source()).matches("RFC \\d{4}, section [0-9.]+|nginx|Cloudflare"));
  }

  /** The dashboard puts in what it knows; the rest must be words that a reader can fill. */
  @Test
  void commandsOnlyHoldKnownPlaceholders() {
    Set<String> known =
        Set.of(
            "HOST",
            "PORT",
            "NAME",
            "SOCKET",
            "SERVICE",
            "RESOLVER",
            "PROXY",
            "CLIENT",
            "PATH",
            "FILE",
            "SOURCE",
            "NETWORK",
            "CONTAINER",
            "USER");
    Set<String> words =
        Set.of(
            "AAAA",
            "AAAAAAAAAAAAAAAAAAAAAA",
            "DENIED",
            "DESC",
            "FROM",
            "FULL",
            "HTTP",
            "INPUT",
            "LIMIT",
            "OPTIONS",
            "ORDER",
            "OUTPUT",
            "PAGESIZE",
            "SELECT",
            "TIMEOUT",
            "WHERE",
            "WORKER");
    assertThat(commands().flatMap(text -> CAPITALS.matcher(text).results().map(r -> r.group())))
        .allSatisfy(
            word -> assertThat(known.contains(word) || words.contains(word)).as(word).isTrue());
  }

  @Test
  void slipsAreRefusedWithTheirPlace() {
    YamlEntry entry = YamlEntry.of("causes/x", Map.of("title", "A", "tilte", "B", "n", "C"));

    assertThat(entry.text("title")).isEqualTo("A");
    assertThatThrownBy(() -> entry.number("n")).hasMessage("causes/x.n must be a whole number");
    assertThatThrownBy(() -> entry.texts("missing"))
        .hasMessage("causes/x.missing must be a list of String");
    assertThatThrownBy(entry::close).hasMessage("causes/x has unknown keys: [tilte]");
  }

  private Stream<String> commands() {
    return Stream.concat(
            reference.causes().stream().flatMap(cause -> cause.checks().stream()),
            reference.errors().stream().flatMap(error -> error.firstSteps().stream()))
        .flatMap(check -> check.commands().stream());
  }
}
