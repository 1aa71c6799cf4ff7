package dev.culprit.ingest.otlp;

import dev.culprit.ingest.pipeline.IngestPipeline;
import io.vertx.core.Context;

/** What the event loops of one instance share to take OTLP requests. */
public final class OtlpShared {
  private final RecentOccurrences recent = new RecentOccurrences();
  private final ExportRoom room = new ExportRoom();

  /** The intake of one event loop. */
  public ExportIntake intake(Context context, IngestPipeline pipeline) {
    return new ExportIntake(context, pipeline, recent, room);
  }
}
