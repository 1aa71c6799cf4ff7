package dev.culprit.load;

import dev.culprit.load.event.EventPool;
import dev.culprit.load.event.SampleEvents;
import dev.culprit.load.measure.ProcessUsage;
import dev.culprit.load.readback.Comparison;
import dev.culprit.load.readback.KeptEvents;
import dev.culprit.load.readback.RestApi;
import dev.culprit.load.readback.VerifyFile;
import dev.culprit.load.wire.CheckendForm;
import dev.culprit.load.wire.GrpcWire;
import dev.culprit.load.wire.HttpForm;
import dev.culprit.load.wire.HttpWire;
import dev.culprit.load.wire.OtlpWire;
import dev.culprit.load.wire.SentryForm;
import dev.culprit.load.wire.Wire;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** One run: make events up, send them, wait until they are visible, compare, report. */
@Command(
    name = "send",
    description = "Sends events and checks that they are kept.",
    mixinStandardHelpOptions = true)
final class SendCommand implements Callable<Integer> {
  private static final long MOST_TO_CHECK_ONE_BY_ONE = 200_000;

  /** What the events look like. */
  enum Mode {
    DISTINCT,
    FLOOD
  }

  /** How they travel. */
  enum WireName {
    HTTP,
    GRPC,
    SENTRY,
    OTLP
  }

  /** How closely what is kept is compared with what was acknowledged. */
  enum Check {
    AUTO,
    NONE,
    COUNTS,
    EVENTS
  }

  @Mixin private Target target = new Target();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--mode",
      description =
          "distinct: spread over --problems; flood: all of one problem (default: ${DEFAULT-VALUE}).")
  private Mode mode = Mode.DISTINCT;

  @Option(
      names = "--wire",
      description =
          "http (Checkend's JSON), grpc (ReportStream), sentry (envelopes) or otlp (logs over gRPC) (default: ${DEFAULT-VALUE}).")
  private WireName wireName = WireName.HTTP;

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "How many events (default: 10000, or without end with --duration).")
  private long events;

  @Option(
      names = "--duration",
      converter = Durations.class,
      description = "For how long to send, such as 30s.")
  private Duration duration = Pace.ENDLESS;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Events a second, on a fixed schedule (default: flat out).")
  private double rate;

  @Option(
      names = "--problems",
      paramLabel = "P",
      description = "Distinct problems in distinct mode (default: ${DEFAULT-VALUE}).")
  private int problems = 1_000;

  @Option(
      names = "--connections",
      paramLabel = "N",
      description = "HTTP connections, one unanswered event each (default: ${DEFAULT-VALUE}).")
  private int connections = 64;

  @Option(
      names = "--streams",
      paramLabel = "N",
      description = "gRPC streams (default: ${DEFAULT-VALUE}).")
  private int streams = 4;

  @Option(
      names = "--window",
      paramLabel = "N",
      description = "Unanswered events a gRPC stream (default: ${DEFAULT-VALUE}).")
  private int window = 256;

  @Option(
      names = "--exports",
      paramLabel = "N",
      description = "Unanswered OTLP exports (default: ${DEFAULT-VALUE}).")
  private int exports = 16;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Log records an OTLP export (default: ${DEFAULT-VALUE}).")
  private int batch = 50;

  @Option(
      names = "--run",
      paramLabel = "NAME",
      description =
          "Name of the run: the release of its events and part of its problems (default: made from the time).")
  private String run = "load-" + Long.toString(System.currentTimeMillis(), 36);

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "What the events are made up from (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = "--check",
      description = "none, counts, or events (one by one; up to 200,000 that is the default).")
  private Check check = Check.AUTO;

  @Option(
      names = "--drain-timeout",
      converter = Durations.class,
      description = "How long to wait for acknowledged events to become visible (default: 60s).")
  private Duration drainTimeout = Duration.ofSeconds(60);

  @Option(
      names = "--verify-file",
      paramLabel = "FILE",
      description = "Writes down what was acknowledged, for the sub-command verify.")
  private @Nullable Path verifyFile;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Writes the result down as JSON as well.")
  private @Nullable Path json;

  @Override
  public Integer call() throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      return run(vertx, spec.commandLine().getOut());
    } finally {
      vertx.close().await(5, TimeUnit.SECONDS);
    }
  }

  private int run(Vertx vertx, PrintWriter out) throws Exception {
    Context context = vertx.getOrCreateContext();
    Pace pace = pace();
    Wire wire = wire(vertx, context);
    int wanted = mode == Mode.FLOOD ? 1 : problems;
    EventPool pool = EventPool.write(new SampleEvents(run, seed), wanted, wire::write);
    out.printf(
        "Run %s: %s events over %s, %,d problem%s, %,d bytes each, %s%n",
        run,
        mode.name().toLowerCase(Locale.ROOT),
        wire.name(),
        wanted,
        wanted == 1 ? "" : "s",
        pool.averageLength(),
        rate > 0 ? "%,.0f a second".formatted(rate) : "flat out");
    Sender sender = new Sender(pace, pool, wire);
    Optional<ProcessUsage> before = ProcessUsage.of(target.pids());
    send(vertx, context, wire, sender, out);
    if (verifyFile != null) {
      writeVerifyFile(sender, verifyFile);
    }
    RunResult result = readBack(sender, out, Math.min(wanted, sender.sent()));
    Report report = new Report(result, before, ProcessUsage.of(target.pids()));
    out.print(report.text());
    out.flush();
    if (json != null) {
      Files.writeString(json, report.json().encodePrettily() + "\n");
    }
    return result.comparison().map(Comparison::isExact).orElse(true)
        ? LoadMain.EXACT
        : LoadMain.NOT_EXACT;
  }

  private Pace pace() {
    boolean endless = duration.equals(Pace.ENDLESS);
    long count = events > 0 ? events : endless ? 10_000 : Long.MAX_VALUE;
    return new Pace(rate, count, duration);
  }

  private Wire wire(Vertx vertx, Context context) {
    return switch (wireName) {
      case HTTP -> overHttp(vertx, context, new CheckendForm(target.ingestionKey()));
      case SENTRY ->
          overHttp(vertx, context, new SentryForm(target.ingestionKey(), target.projectNumber()));
      case OTLP -> new OtlpWire(vertx, target.grpcTarget(), target.ingestionKey(), exports, batch);
      case GRPC -> new GrpcWire(vertx, target.grpcTarget(), target.ingestionKey(), streams, window);
    };
  }

  private Wire overHttp(Vertx vertx, Context context, HttpForm form) {
    return new HttpWire(vertx, context, target.httpUrl(), form, connections);
  }

  private static void send(Vertx vertx, Context context, Wire wire, Sender sender, PrintWriter out)
      throws Exception {
    wire.open(sender)
        .recover(
            cause ->
                Future.failedFuture(
                    new IllegalArgumentException("Cannot connect: " + cause.getMessage())))
        .await(10, TimeUnit.SECONDS);
    ProgressLine progress = new ProgressLine(sender, out);
    var sending = sender.start(context);
    long timer = vertx.setPeriodic(1_000, tick -> progress.print());
    sending.await();
    vertx.cancelTimer(timer);
    progress.print();
    wire.close().await(5, TimeUnit.SECONDS);
  }

  private void writeVerifyFile(Sender sender, Path file) throws IOException {
    VerifyFile[] written = new VerifyFile[1];
    sender.inspect(ledger -> written[0] = VerifyFile.of(run, target.project(), ledger));
    written[0].write(file);
  }

  private RunResult readBack(Sender sender, PrintWriter out, long expectedProblems) {
    if (check == Check.NONE) {
      return RunResult.unchecked(run, sender, expectedProblems);
    }
    KeptEvents kept =
        new KeptEvents(new RestApi(target.restUrl(), target.apiKey()), target.project(), run);
    boolean oneByOne =
        check == Check.EVENTS || (check == Check.AUTO && sender.sent() <= MOST_TO_CHECK_ONE_BY_ONE);
    return new ReadBack(kept, drainTimeout, out).of(run, sender, expectedProblems, oneByOne);
  }
}
