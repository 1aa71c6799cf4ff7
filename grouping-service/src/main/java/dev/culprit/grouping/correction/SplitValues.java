package dev.culprit.grouping.correction;

import dev.culprit.grouping.event.EventRestorer;
import dev.culprit.grouping.event.IncomingEvent;
import dev.culprit.grouping.event.StoredForm;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads an attribute out of what is stored of events. */
public final class SplitValues {

  private final EventRestorer restorer;
  private final WorkerExecutor worker;

  public SplitValues(EventRestorer restorer, WorkerExecutor worker) {
    this.restorer = restorer;
    this.worker = worker;
  }

  /** In the order of the events; null for those that cannot be read. */
  Future<List<@Nullable String>> of(List<StoredForm> forms, SplitAttribute attribute) {
    return worker.executeBlocking(
        () -> {
          List<@Nullable String> values = new ArrayList<>(forms.size());
          for (StoredForm form : forms) {
            IncomingEvent event = restorer.restore(form);
            values.add(event == null ? null : attribute.valueOf(event));
          }
          return values;
        },
        false);
  }
}
