package dev.culprit.ingest.otlp;

import static dev.culprit.ingest.otlp.Otlp.log;
import static dev.culprit.ingest.otlp.Otlp.logs;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.Level;
import dev.culprit.proto.ingest.v1.MapValue;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogExceptionsTest {
  @Test
  void takesRecordsWithAnExceptionOnly() {
    ExportContent content =
        LogExceptions.read(
            logs(
                Otlp.JAVA,
                log("a", "b")
                    .setSeverityNumber(SeverityNumber.SEVERITY_NUMBER_FATAL)
                    .setBody(Otlp.value("no exception here")),
                log("exception.message", "m")));

    assertThat(content.occurrences()).hasSize(1);
    assertThat(content.rejected()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "1, '', LEVEL_DEBUG",
    "8, '', LEVEL_DEBUG",
    "9, '', LEVEL_INFO",
    "13, ERROR, LEVEL_WARNING",
    "17, '', LEVEL_ERROR",
    "20, '', LEVEL_ERROR",
    "21, '', LEVEL_FATAL",
    "24, '', LEVEL_FATAL",
    "0, '', LEVEL_ERROR",
    "0, warn, LEVEL_WARNING",
    "0, Critical, LEVEL_FATAL",
    "99, '', LEVEL_ERROR"
  })
  void knowsHowBadARecordIs(int number, String text, Level level) {
    Event event =
        only(log("exception.type", "E").setSeverityNumberValue(number).setSeverityText(text));

    assertThat(event.getLevel()).isEqualTo(level);
  }

  @Test
  void putsLoggerMessageThreadAndMappedContextInTheirPlaces() {
    Event event =
        only(
            log(
                    "exception.type", "E",
                    "thread.name", "main",
                    "log.body.template", "order {} failed",
                    "log.body.parameters", List.of("5"),
                    "orderId", "o-1",
                    "cart.size", 3,
                    "rpc.system", "grpc",
                    "list", List.of(1, 2))
                .setBody(Otlp.value("order 5 failed"))
                .setEventName("shop.failed"));

    assertThat(event.getLogger()).isEqualTo("a.Logger");
    assertThat(event.getMessage().getFormatted()).isEqualTo("order 5 failed");
    assertThat(event.getMessage().getTemplate()).isEqualTo("order {} failed");
    assertThat(event.getMessage().getParamsList()).containsExactly("5");
    assertThat(event.getExceptions(0).getThread()).isEqualTo("main");
    assertThat(event.getTagsMap())
        .containsEntry("orderId", "o-1")
        .containsEntry("cart.size", "3")
        .containsEntry("event.name", "shop.failed")
        .hasSize(3);
    assertThat(event.getContextsOrThrow("attributes").getEntriesList())
        .extracting(MapValue.Entry::getKey)
        .containsExactly("rpc.system", "list");
  }

  @Test
  void usesTheTimeOfObservationWhenThereIsNoOther() {
    LogRecord.Builder record =
        log("exception.type", "E").clearTimeUnixNano().setObservedTimeUnixNano(5_000_000_007L);

    Occurrence occurrence = LogExceptions.read(logs(Otlp.JAVA, record)).occurrences().get(0);

    assertThat(occurrence.at()).isEqualTo(Timestamp.newBuilder().setSeconds(5).setNanos(7).build());
  }

  @Test
  void boundsAMillionAttributes() {
    LogRecord.Builder record = log("exception.type", "E");
    for (int i = 0; i < 1_000_000; i++) {
      record.addAttributes(Otlp.attributes("k" + i, i).get(0));
    }

    Event event = only(record);

    assertThat(event.getTagsCount()).isEqualTo(50);
    assertThat(event.getContextsOrThrow("attributes").getEntriesCount())
        .isLessThan(Attributes.MOST);
    assertThat(event.getNotesList()).containsExactly("attributes were cut to 300");
  }

  @Test
  void boundsTheDepthOfBodies() {
    AnyValue body = Otlp.value("bottom");
    for (int i = 0; i < 500; i++) {
      body = Otlp.value(List.of(body));
    }

    Event event = only(log("exception.type", "E", "deep", body).setBody(body));

    assertThat(event.getMessage().getFormatted()).isEqualTo("[[[[[[[[[null]]]]]]]]]");
  }

  private static Event only(LogRecord.Builder record) {
    List<? extends Occurrence> occurrences =
        LogExceptions.read(logs(Otlp.JAVA, record)).occurrences();
    assertThat(occurrences).hasSize(1);
    return occurrences.get(0).toEvent().build();
  }
}
