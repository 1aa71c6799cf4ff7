package dev.culprit.ingest.scrub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.GatewayFailure;
import dev.culprit.proto.ingest.v1.UpstreamTry;
import dev.culprit.proto.ingest.v1.Wire;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatewayScrubberTest {
  private static final Instant NOW = Instant.parse("2026-11-22T05:16:05Z");

  @Test
  void noOtherWireMaySpeakForAGateway() {
    for (Wire wire : Wire.values()) {
      if (wire != Wire.WIRE_GATEWAY && wire != Wire.UNRECOGNIZED) {
        Event scrubbed = scrub(event(wire).setGateway(failure("a line")), ScrubRules.BUILT_IN);
        assertThat(scrubbed.hasGateway()).as(wire.name()).isFalse();
      }
    }
  }

  @Test
  void takesSecretsOutOfTheLines() {
    GatewayFailure scrubbed =
        gateway(
            failure(
                "request: \"GET /a?token=s3cr3t&x=1 HTTP/1.1\"",
                "{\"uri\":\"/a?password=s3cr3t\",\"authorization\":\"Bearer s3cr3t\"}"));

    assertThat(scrubbed.toString()).doesNotContain("s3cr3t");
    assertThat(scrubbed.getRawLines(0)).contains("[scrubbed]").contains("x=1");
  }

  @Test
  void boundsEverything() {
    GatewayFailure.Builder large =
        failure(Collections.nCopies(50, "x".repeat(10_000)).toArray(String[]::new))
            .setUpstream("u".repeat(1_000))
            .setHost("h\u0000st")
            .setTermination("t".repeat(1_000))
            .addAllTries(
                Collections.nCopies(
                    50, UpstreamTry.newBuilder().setUpstream("u".repeat(1_000)).build()));

    GatewayFailure bounded = gateway(large);

    assertThat(bounded.getRawLinesList()).hasSize(20).allMatch(line -> line.length() == 4_096);
    assertThat(bounded.getTriesList())
        .hasSize(20)
        .allMatch(tried -> tried.getUpstream().length() == 256);
    assertThat(bounded.getUpstream()).hasSize(256);
    assertThat(bounded.getTermination()).hasSize(64);
    assertThat(bounded.getHost()).isEqualTo("hst");
  }

  @Test
  void linesGoWhereAddressesMayNotBeKept() {
    Event scrubbed =
        scrub(
            event(Wire.WIRE_GATEWAY).setGateway(failure("client: 192.0.2.7")),
            ScrubRules.of(List.of(), true));

    assertThat(scrubbed.toString()).doesNotContain("192.0.2.7");
  }

  private static GatewayFailure gateway(GatewayFailure.Builder failure) {
    return scrub(event(Wire.WIRE_GATEWAY).setGateway(failure), ScrubRules.BUILT_IN).getGateway();
  }

  private static GatewayFailure.Builder failure(String... lines) {
    return GatewayFailure.newBuilder().addAllRawLines(List.of(lines));
  }

  private static Event.Builder event(Wire wire) {
    return Event.newBuilder().setWire(wire);
  }

  private static Event scrub(Event.Builder event, ScrubRules rules) {
    return new EventScrubber().scrub(event, rules, NOW);
  }
}
