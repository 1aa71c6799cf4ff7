package dev.culprit.allinone;

import dev.culprit.allinone.settings.Ports;
import dev.culprit.allinone.settings.Services;

/** Says in a few words where a service is reached. */
final class Listening {
  private Listening() {}

  static String of(Services service, Ports ports) {
    return switch (service) {
      case INGEST ->
          "gRPC %d, HTTP %d, syslog %d"
              .formatted(
                  ports.number(Ports.INGEST_GRPC),
                  ports.number(Ports.INGEST_HTTP),
                  ports.number(Ports.INGEST_SYSLOG));
      case GROUPING -> "gRPC %d".formatted(ports.number(Ports.GROUPING_GRPC));
      case ALERT -> "gRPC %d".formatted(ports.number(Ports.ALERT_GRPC));
      case QUERY -> "REST and dashboard %d".formatted(ports.number(Ports.QUERY_HTTP));
    };
  }
}
