package dev.culprit.allinone;

import dev.culprit.allinone.console.Console;

/** How the services run: {@link OneJvm} or {@link FourProcesses}. */
interface Host extends AutoCloseable {
  /** Returns when all of them are ready; says so one by one. */
  void start(Console console);

  /** Lets them finish what they accepted; returns within a bound. */
  @Override
  void close();
}
