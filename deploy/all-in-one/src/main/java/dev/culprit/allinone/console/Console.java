package dev.culprit.allinone.console;

import java.io.PrintStream;
import java.util.Locale;

/** Tells the person who started the product what happens, one line a step with its time. */
public final class Console {
  private final PrintStream out;
  private final long startedAt = System.nanoTime();

  public Console(PrintStream out) {
    this.out = out;
  }

  public void say(String form, Object... values) {
    synchronized (out) {
      out.println(values.length == 0 ? form : String.format(Locale.ROOT, form, values));
      out.flush();
    }
  }

  /** A step has begun; say when it is done. */
  public Step step(String name) {
    return new Step(name);
  }

  public double secondsSinceStart() {
    return (System.nanoTime() - startedAt) / 1e9;
  }

  /** One step of the start. */
  public final class Step {
    private final String name;
    private final long from = System.nanoTime();

    private Step(String name) {
      this.name = name;
    }

    public void done(String detail) {
      say("  %-12s %5.1f s  %s", name, (System.nanoTime() - from) / 1e9, detail);
    }
  }
}
