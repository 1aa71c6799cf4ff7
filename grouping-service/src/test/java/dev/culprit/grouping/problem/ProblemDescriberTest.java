package dev.culprit.grouping.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.grouping.testing.TestEvents;
import dev.culprit.grouping.wire.EventReader;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.ExceptionInfo;
import dev.culprit.proto.ingest.v1.Frame;
import dev.culprit.proto.ingest.v1.LogMessage;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProblemDescriberTest {

  @Test
  void isTheOutermostTypeItsFirstLineAndTheTopInAppFrame() {
    assertThat(describe(TestEvents.exception("com.acme.Gone")))
        .isEqualTo(
            new ProblemSummary(
                "com.acme.Gone", "order 17 is gone", "OrderService.place", "error", "java"));
  }

  @Test
  void aMessageIsItsOwnTitle() {
    ProblemSummary summary = describe(message("\n  disk full\nmore"));

    assertThat(summary.title()).isEqualTo("disk full");
    assertThat(summary.message()).isEmpty();
    assertThat(summary.culprit()).isEmpty();
  }

  @Test
  void thePlaceIsNamedAsWellAsItIsKnown() {
    assertThat(culprit(Frame.newBuilder().setModule("app.orders").setFunction("place")))
        .isEqualTo("orders.place");
    assertThat(culprit(Frame.newBuilder().setFile("/app/lib/orders.js").setFunction("place")))
        .isEqualTo("place (orders.js)");
    assertThat(culprit(Frame.newBuilder().setFile("/app/orders.rb"))).isEqualTo("orders.rb");
    assertThat(culprit(Frame.newBuilder().setFile("main.go").setFunction("main.(*Server).handle")))
        .isEqualTo("main.(*Server).handle");
    assertThat(culprit(Frame.newBuilder())).isEmpty();
  }

  @Test
  void longTextsAreCutBetweenCharacters() {
    String title = describe(message("😀".repeat(300))).title();

    assertThat(title).hasSizeLessThanOrEqualTo(256);
    assertThat(title.codePoints()).allMatch(c -> c == "😀".codePointAt(0));
  }

  @Test
  void nothingAtAllHasATitleToo() {
    assertThat(describe(message("")).title()).isEqualTo("(no message)");
  }

  private static Event.Builder message(String text) {
    return Event.newBuilder()
        .setOccurredAt(TestEvents.timestamp(Instant.now()))
        .setMessage(LogMessage.newBuilder().setFormatted(text));
  }

  private static String culprit(Frame.Builder frame) {
    Event.Builder event =
        Event.newBuilder()
            .setOccurredAt(TestEvents.timestamp(Instant.now()))
            .addExceptions(ExceptionInfo.newBuilder().setType("T").addFrames(frame));
    return describe(event).culprit();
  }

  private static ProblemSummary describe(Event.Builder event) {
    return ProblemDescriber.describe(
        new EventReader(Clock.systemUTC()).read(TestEvents.incoming(1, event)).event());
  }
}
