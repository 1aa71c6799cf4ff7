package dev.culprit.allinone.gateways;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/**
 * Two self-signed certificates for shop.test, made by the JDK's keytool: {@code valid} and {@code
 * expired}. Each also lies beside as NAME.pem for proxies that shall trust it.
 */
final class Certificates {
  private static final char[] PASSWORD = "a-test-store".toCharArray();
  private static final String KEYTOOL =
      Path.of(System.getProperty("java.home"), "bin", "keytool").toString();

  private final Path directory;

  private Certificates(Path directory) {
    this.directory = directory;
  }

  static Certificates make(Path directory) throws IOException, InterruptedException {
    Certificates certificates = new Certificates(directory);
    certificates.generate("valid", "-validity", "2");
    certificates.generate("expired", "-startdate", "-10d", "-validity", "1");
    return certificates;
  }

  SSLSocketFactory factory(String name) {
    try (InputStream in = Files.newInputStream(store(name))) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, PASSWORD);
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context.getSocketFactory();
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("certificate " + name, e);
    }
  }

  private void generate(String name, String... validity) throws IOException, InterruptedException {
    List<String> generate = keytool("-genkeypair", name);
    generate.addAll(List.of("-keyalg", "EC", "-dname", "CN=shop.test"));
    generate.addAll(List.of("-ext", "SAN=dns:shop.test", "-ext", "BC=ca:true"));
    generate.addAll(List.of(validity));
    run(generate);
    List<String> export = keytool("-exportcert", name);
    export.addAll(List.of("-rfc", "-file", directory.resolve(name + ".pem").toString()));
    run(export);
  }

  private List<String> keytool(String action, String name) {
    return new ArrayList<>(
        List.of(
            KEYTOOL,
            action,
            "-alias",
            name,
            "-keystore",
            store(name).toString(),
            "-storetype",
            "PKCS12",
            "-storepass",
            new String(PASSWORD)));
  }

  private Path store(String name) {
    return directory.resolve(name + ".p12");
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException("keytool failed: " + String.join(" ", command));
    }
  }
}
