package dev.culprit.grouping.pipeline;

import com.google.protobuf.ByteString;
import dev.culprit.grouping.benchmark.SampleEvents;
import dev.culprit.grouping.event.IncomingEvent;
import dev.culprit.grouping.fingerprint.v1.FingerprintV1;
import dev.culprit.grouping.payload.PayloadCompressor;
import dev.culprit.grouping.payload.PayloadDictionary;
import dev.culprit.grouping.wire.EventReader;
import dev.culprit.proto.grouping.v1.GroupEventsRequest;
import dev.culprit.runtime.compression.DictionaryZstd;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Prints the CPU time of one thread that each stage of an event takes before it goes to PostgreSQL.
 */
public final class StageBenchmark {

  private static final int EVENTS = 200;
  private static final int ROUNDS = 400;

  private StageBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    GroupEventsRequest.Builder batch = GroupEventsRequest.newBuilder();
    for (int i = 0; i < EVENTS; i++) {
      batch.addEvents(SampleEvents.sample(1, i % 50, i));
    }
    byte[] bytes = batch.build().toByteArray();
    System.out.printf("%d bytes an event%n", bytes.length / EVENTS);
    EventReader reader = new EventReader(Clock.systemUTC());
    FingerprintV1 fingerprints = new FingerprintV1();
    PayloadCompressor compressor = new PayloadCompressor(Integer.MAX_VALUE, samples -> {});
    List<byte[]> samples = new ArrayList<>();
    read(reader, bytes).forEach(event -> samples.add(event.content().payload()));
    compressor.use(new PayloadDictionary(1, DictionaryZstd.train(samples, 16 * 1024)));

    measure("parse and read", () -> parse(bytes), requests -> read(reader, requests));
    measure(
        "fingerprint",
        () -> read(reader, bytes),
        events -> events.forEach(event -> fingerprints.fingerprint(event.facts())));
    measure(
        "stack trace hash",
        () -> read(reader, bytes),
        events -> events.forEach(event -> event.content().stackTraceHash()));
    measure(
        "stack trace, when it is new",
        () -> read(reader, bytes),
        events -> events.forEach(event -> event.content().stackTrace()));
    measure(
        "payload",
        () -> read(reader, bytes),
        events -> events.forEach(event -> event.content().payload()));
    measure("compress", () -> samples, payloads -> payloads.forEach(compressor::compress));
  }

  private static ByteString parse(byte[] bytes) {
    return ByteString.copyFrom(bytes);
  }

  private static List<IncomingEvent> read(EventReader reader, byte[] bytes) {
    return read(reader, ByteString.copyFrom(bytes));
  }

  private static List<IncomingEvent> read(EventReader reader, ByteString bytes) {
    try {
      List<IncomingEvent> events = new ArrayList<>();
      GroupEventsRequest.parseFrom(bytes)
          .getEventsList()
          .forEach(event -> events.add(reader.read(event).event()));
      return events;
    } catch (com.google.protobuf.InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> void measure(
      String name, java.util.function.Supplier<T> given, Consumer<T> stage) {
    long best = Long.MAX_VALUE;
    for (int window = 0; window < 5; window++) {
      long total = 0;
      for (int round = 0; round < ROUNDS / 5; round++) {
        T input = given.get();
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        stage.accept(input);
        total += ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
      }
      best = Math.min(best, total);
    }
    System.out.printf("%s: %.1f us/event%n", name, best / 1e3 / EVENTS / (ROUNDS / 5));
  }
}
