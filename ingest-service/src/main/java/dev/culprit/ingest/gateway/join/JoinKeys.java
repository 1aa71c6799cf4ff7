package dev.culprit.ingest.gateway.join;

import dev.culprit.ingest.gateway.record.AccessRecord;
import dev.culprit.ingest.gateway.record.ErrorRecord;
import dev.culprit.ingest.gateway.record.GatewayRecord;
import dev.culprit.ingest.gateway.record.RequestIdentity;
import dev.culprit.proto.ingest.v1.Proxy;
import java.util.ArrayList;
import java.util.List;

/** By what a record may be found to be about the same request as another, the surest first. */
final class JoinKeys {
  private JoinKeys() {}

  static List<String> of(Sender sender, GatewayRecord record) {
    List<String> keys = new ArrayList<>(3);
    RequestIdentity identity = identity(record);
    String prefix =
        sender.key().project().id()
            + " "
            + sender.environment()
            + " "
            + sender.gateway()
            + " "
            + record.proxy().getNumber()
            + " ";
    if (!identity.connection().isEmpty()) {
      keys.add(prefix + "c" + identity.connection());
    }
    if (!identity.logId().isEmpty()) {
      keys.add(prefix + "l" + identity.logId());
    }
    if (!identity.requestId().isEmpty()) {
      keys.add(prefix + "r" + identity.requestId());
    }
    boolean isPlain = identity.connection().isEmpty() || record.proxy() != Proxy.PROXY_NGINX;
    if (isPlain && !identity.client().isEmpty() && !identity.uri().isEmpty()) {
      keys.add(prefix + "q" + withoutPort(identity.client()) + " " + identity.uri());
    }
    if (record.proxy() == Proxy.PROXY_TRAEFIK) {
      upstream(record).forEach(upstream -> keys.add(prefix + "u" + upstream));
    }
    return keys;
  }

  private static RequestIdentity identity(GatewayRecord record) {
    if (record instanceof AccessRecord access) {
      return access.identity();
    }
    return record instanceof ErrorRecord error ? error.identity() : RequestIdentity.NONE;
  }

  /** Traefik's own log names no request, only the server that failed. */
  private static List<String> upstream(GatewayRecord record) {
    if (record instanceof AccessRecord access) {
      return access.tries().stream().map(tried -> tried.upstream()).limit(1).toList();
    }
    return record instanceof ErrorRecord error && !error.upstream().isEmpty()
        ? List.of(error.upstream())
        : List.of();
  }

  private static String withoutPort(String client) {
    int colon = client.lastIndexOf(':');
    boolean isOnly = colon >= 0 && client.indexOf(':') == colon;
    return isOnly || client.startsWith("[") ? client.substring(0, colon) : client;
  }
}
