package dev.culprit.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.culprit.load.readback.ReadBackException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: {@code send} events and check them, or {@code verify} an earlier run again. */
@Command(
    name = "run",
    description = "Sends events to a Culprit server and reads back through REST what it kept.",
    subcommands = {SendCommand.class, VerifyCommand.class},
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "[send | verify]",
    footer = {
      "",
      "Without a sub-command: send. Examples:",
      "  run --events 10000                      10,000 distinct events over HTTP, flat out",
      "  run --mode flood --wire grpc --events 50000",
      "  run --rate 2000 --duration 30s --verify-file sent.txt",
      "  run verify --verify-file sent.txt       the same run again, after a crash or a restart",
      "Exit code: 0 when every acknowledged event is kept exactly once, 1 when not, 2 when it could not be found out."
    })
public final class LoadMain {
  static final int EXACT = 0;
  static final int NOT_EXACT = 1;
  static final int UNKNOWN = 2;

  public static void main(String[] arguments) {
    System.exit(execute(new PrintWriter(System.out, true, UTF_8), arguments));
  }

  /** Like {@link #main} without ending the JVM; everything is said to {@code out}. */
  public static int execute(PrintWriter out, String... arguments) {
    String[] line = arguments;
    if (arguments.length == 0
        || (arguments[0].startsWith("-") && !arguments[0].matches("-h|--help|-V|--version"))) {
      line = new String[arguments.length + 1];
      line[0] = "send";
      System.arraycopy(arguments, 0, line, 1, arguments.length);
    }
    return new CommandLine(new LoadMain())
        .setOut(out)
        .setErr(out)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(LoadMain::explain)
        .execute(line);
  }

  private static int explain(
      Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) throws Exception {
    if (failure instanceof IllegalArgumentException || failure instanceof ReadBackException) {
      commandLine.getErr().println(failure.getMessage());
      return UNKNOWN;
    }
    throw failure;
  }
}
