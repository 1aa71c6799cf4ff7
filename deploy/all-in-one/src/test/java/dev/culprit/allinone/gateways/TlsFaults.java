package dev.culprit.allinone.gateways;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** The ways in which a TLS port fails in the handshake, and two certificates to present. */
final class TlsFaults {
  private static final int PROTOCOL_VERSION = 70;
  private static final int HANDSHAKE_FAILURE = 40;
  private static final int UNRECOGNIZED_NAME = 112;

  private TlsFaults() {}

  static Map<String, Behaviour> all(Certificates certificates) {
    Map<String, Behaviour> faults = new LinkedHashMap<>();
    faults.put("tls-plain", new WellBehaved());
    faults.put("tls-closed", connection -> readHello(connection));
    faults.put("tls-reset", TlsFaults::resetAfterHello);
    faults.put(
        "tls-silent",
        connection -> connection.getInputStream().transferTo(OutputStream.nullOutputStream()));
    faults.put("tls-version", alert(PROTOCOL_VERSION));
    faults.put("tls-handshake-failure", alert(HANDSHAKE_FAILURE));
    faults.put("tls-unrecognized-name", alert(UNRECOGNIZED_NAME));
    faults.put("tls-self-signed", speakingTls(certificates.factory("valid")));
    faults.put("tls-expired", speakingTls(certificates.factory("expired")));
    return faults;
  }

  private static void readHello(Socket connection) throws IOException {
    InputStream in = connection.getInputStream();
    byte[] record = in.readNBytes(5);
    if (record.length == 5) {
      in.skipNBytes(((record[3] & 0xff) << 8) | (record[4] & 0xff));
    }
  }

  private static void resetAfterHello(Socket connection) throws IOException {
    readHello(connection);
    connection.setSoLinger(true, 0);
  }

  /** Answers the client's hello with a fatal alert. */
  private static Behaviour alert(int description) {
    return connection -> {
      readHello(connection);
      byte[] alert = {21, 3, 3, 0, 2, 2, (byte) description};
      connection.getOutputStream().write(alert);
      connection.getOutputStream().flush();
      connection.shutdownOutput();
      connection.getInputStream().transferTo(OutputStream.nullOutputStream());
    };
  }

  private static Behaviour speakingTls(SSLSocketFactory factory) {
    return connection -> {
      SSLSocket tls = (SSLSocket) factory.createSocket(connection, null, false);
      tls.setUseClientMode(false);
      new WellBehaved().serve(tls);
    };
  }
}
