package dev.culprit.ingest.scrub;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.culprit.proto.ingest.v1.Attachment;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.ExceptionInfo;
import dev.culprit.proto.ingest.v1.Frame;
import dev.culprit.proto.ingest.v1.Value;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttachmentScrubberTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private final EventScrubber scrubber = new EventScrubber();

  private Event scrub(Event.Builder event) {
    return scrubber.scrub(event, ScrubRules.BUILT_IN, NOW);
  }

  @Test
  void keepsTwentyFilesAndSaysHowManyWereLeftOut() {
    Event.Builder event = event();
    for (int i = 0; i < 23; i++) {
      event.addAttachments(file("f" + i, "", "x"));
    }

    Event scrubbed = scrub(event);

    assertThat(scrubbed.getAttachmentsCount()).isEqualTo(20);
    assertThat(scrubbed.getNotesList())
        .containsExactly("3 attachments were left out: at most 20 of together 2 MiB are kept");
    assertThat(scrub(scrubbed.toBuilder())).isEqualTo(scrubbed);
  }

  @Test
  void leavesOutWhatGoesBeyondTwoMebibytesAndKeepsSmallerOnesBehindIt() {
    Event scrubbed =
        scrub(
            event()
                .addAttachments(file("a", "", "x".repeat(1 << 20)))
                .addAttachments(file("b", "", "x".repeat((1 << 20) + 1)))
                .addAttachments(file("c", "", "x".repeat(1 << 20))));

    assertThat(scrubbed.getAttachmentsList())
        .extracting(Attachment::getName)
        .containsExactly("a", "c");
    assertThat(scrubbed.getNotesList()).hasSize(1);
  }

  @Test
  void filesDoNotCountAgainstTheSizeOfTheEvent() {
    Event.Builder event = event().addAttachments(file("a", "", "x".repeat(2 << 20)));
    event
        .getExceptionsBuilder(0)
        .addFrames(
            Frame.newBuilder()
                .setFunction("f")
                .putVars("v", Value.newBuilder().setIntValue(1).build()));

    Event scrubbed = scrub(event);

    assertThat(scrubbed.getExceptions(0).getFrames(0).getVarsMap()).containsKey("v");
    assertThat(scrubbed.getAttachments(0).getData().size()).isEqualTo(2 << 20);
    assertThat(scrubbed.getNotesList()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "a.bin, text/plain; charset=utf-8, true",
    "a.bin, application/vnd.api+JSON, true",
    "server.LOG, '', true",
    "server.log, application/octet-stream, true",
    "screen.png, image/png, false",
    "core, '', false",
  })
  void takesSecretsOutOfTextOnly(String name, String contentType, boolean isText) {
    Event scrubbed =
        scrub(event().addAttachments(file(name, contentType, "first line\npassword=LEAK\n")));

    String data = scrubbed.getAttachments(0).getData().toStringUtf8();
    assertThat(data.contains("LEAK")).isNotEqualTo(isText);
    assertThat(data).startsWith("first line\n");
  }

  @Test
  void bytesThatAreNoTextStayAsTheyAre() {
    byte[] bytes = {(byte) 0xFF, 0, 'p', 'w', '=', 'x'};

    Event scrubbed =
        scrub(
            event()
                .addAttachments(
                    Attachment.newBuilder()
                        .setName("a\0b.txt")
                        .setData(ByteString.copyFrom(bytes))));

    assertThat(scrubbed.getAttachments(0).getData().toByteArray()).isEqualTo(bytes);
    assertThat(scrubbed.getAttachments(0).getName()).isEqualTo("ab.txt");
  }

  private static Event.Builder event() {
    return Event.newBuilder().addExceptions(ExceptionInfo.newBuilder().setType("E"));
  }

  private static Attachment file(String name, String contentType, String data) {
    return Attachment.newBuilder()
        .setName(name)
        .setContentType(contentType)
        .setData(ByteString.copyFromUtf8(data))
        .build();
  }
}
