package dev.culprit.allinone.gateways;

import java.io.IOException;
import java.net.Socket;

/** What an upstream does with one connection. The connection is closed when it returns. */
@FunctionalInterface
interface Behaviour {

  void serve(Socket connection) throws IOException, InterruptedException;
}
