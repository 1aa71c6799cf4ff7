package dev.culprit.allinone.gateways;

import java.io.IOException;
import java.util.List;

/** A proxy under test and the requests that it is put through. */
interface Gateway extends AutoCloseable {

  /** The port of this host that it serves HTTP on. */
  int port();

  /** Requests that do not disturb each other. */
  List<GatewayCase> cases();

  /**
   * What must happen before the cases, such as using up a limit; once.
   *
   * @return how many requests were served for it
   */
  int prepare() throws IOException, InterruptedException;

  @Override
  void close() throws Exception;
}
