package dev.culprit.ingest.airbrake;

import dev.culprit.proto.ingest.v1.MapValue;
import dev.culprit.proto.ingest.v1.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * A notice as it was read, before its parts are put in their places. The names in it are those of
 * the v3 JSON, whatever form it came in.
 */
final class Notice {
  /** One error of the chain; a backtrace entry is a map or a line of text. */
  record ReportedError(String type, String message, List<Value> backtrace) {}

  /** The outermost error first. */
  final List<ReportedError> errors = new ArrayList<>();

  final List<String> notes = new ArrayList<>();
  MapValue context = MapValue.getDefaultInstance();
  MapValue params = MapValue.getDefaultInstance();
  MapValue session = MapValue.getDefaultInstance();
  MapValue environment = MapValue.getDefaultInstance();
}
