package dev.culprit.ingest.checkend;

import dev.culprit.proto.ingest.v1.MapValue;
import dev.culprit.proto.ingest.v1.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of a notice as they were read, before they are put in their places. */
final class CheckendNotice {
  /** A frame as text or as an object. */
  record BacktraceEntry(@Nullable String line, @Nullable MapValue frame) {}

  @Nullable String errorClass;
  @Nullable String message;
  final List<BacktraceEntry> backtrace = new ArrayList<>();
  final List<String> fingerprint = new ArrayList<>();
  final List<String> tags = new ArrayList<>();
  MapValue tagMap = MapValue.getDefaultInstance();
  @Nullable Value occurredAt;
  MapValue context = MapValue.getDefaultInstance();
  MapValue request = MapValue.getDefaultInstance();
  MapValue user = MapValue.getDefaultInstance();
  MapValue notifier = MapValue.getDefaultInstance();
  MapValue server = MapValue.getDefaultInstance();
  String environment = "";
  String eventId = "";
  final List<String> notes = new ArrayList<>();
}
