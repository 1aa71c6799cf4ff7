package dev.culprit.runtime.grpc;

import io.grpc.BindableService;

/** Holds one service of a server to smaller messages than the server's others. */
public final class MessageLimit {
  private MessageLimit() {}

  /** The same service; a larger message is refused with RESOURCE_EXHAUSTED, compressed or not. */
  public static BindableService of(BindableService service, int maxMessageBytes) {
    return () -> GuardedService.bounded(service.bindService(), maxMessageBytes);
  }
}
