package dev.culprit.allinone.separate;

import dev.culprit.alert.AlertMain;
import dev.culprit.allinone.settings.Services;
import dev.culprit.grouping.GroupingMain;
import dev.culprit.ingest.IngestMain;
import dev.culprit.query.QueryMain;
import java.io.IOException;

/**
 * One service that does not outlive its launcher: it stops when the pipe from there closes, however
 * that came.
 */
public final class ChildMain {
  private ChildMain() {}

  public static void main(String[] arguments) {
    Thread watch = new Thread(ChildMain::stopWithLauncher, "launcher-watch");
    watch.setDaemon(true);
    watch.start();
    String[] none = {};
    switch (Services.named(arguments[0])) {
      case INGEST -> IngestMain.main(none);
      case GROUPING -> GroupingMain.main(none);
      case ALERT -> AlertMain.main(none);
      case QUERY -> QueryMain.main(none);
    }
  }

  private static void stopWithLauncher() {
    try {
      while (System.in.read() >= 0) {
        // The launcher never writes; only the end matters.
      }
    } catch (IOException e) {
      // The same as the end.
    }
    System.exit(0);
  }
}
