package dev.culprit.ingest.airbrake;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.culprit.ingest.outcome.Refused;
import dev.culprit.ingest.testing.MutatedText;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.Frame;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoticeXmlTest {
  private static final String NOTICE =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <notice version="2.0">
        <api-key>0123456789abcdef0123456789abcdef</api-key>
        <notifier><name>Airbrake Notifier</name><version>3.1.6</version><url>x</url></notifier>
        <error>
          <class>RuntimeError</class>
          <message>RuntimeError: I &amp; you &lt;b&gt; <![CDATA[<raw>]]></message>
          <backtrace>
            <line method="pay" file="/srv/shop/app/models/order.rb" number="53"/>
            <line method="index" file="/srv/shop/app/controllers/orders_controller.rb" number="14"/>
          </backtrace>
        </error>
        <request>
          <url>http://shop.example/pay</url><component>orders</component><action>pay</action>
          <params><var key="qty">1</var>
            <var key="card"><var key="owner">Ann</var><var key="password">[FILTERED]</var></var>
          </params>
          <session><var key="user_id">7</var></session>
          <cgi-data>
            <var key="REQUEST_METHOD">POST</var><var key="HTTP_USER_AGENT">UA/1</var>
            <var key="REMOTE_ADDR">10.0.0.9</var>
          </cgi-data>
        </request>
        <server-environment><project-root>/srv/shop</project-root>
          <environment-name>production</environment-name><hostname>web-1</hostname>
          <app-version>1.4</app-version></server-environment>
        <current-user><id>7</id><name>Ann</name><email>a@example.test</email></current-user>
        <framework>Rails</framework>
      </notice>
      """;

  private static Event decode(String xml) {
    return NoticeEvents.event(NoticeXml.read(xml.getBytes(UTF_8))).build();
  }

  @Test
  void putsEveryPartInItsPlace() {
    Event event = decode(NOTICE);

    assertThat(NoticeXml.key(NOTICE.getBytes(UTF_8))).isEqualTo("0123456789abcdef0123456789abcdef");
    assertThat(event.getExceptions(0).getType()).isEqualTo("RuntimeError");
    assertThat(event.getExceptions(0).getValue()).isEqualTo("RuntimeError: I & you <b> <raw>");
    assertThat(event.getExceptions(0).getFramesList())
        .extracting(Frame::getLine)
        .containsExactly(53, 14);
    assertThat(event.getExceptions(0).getFrames(0).getFunction()).isEqualTo("pay");
    assertThat(event.getPlatform()).isEqualTo("ruby");
    assertThat(event.getEnvironment()).isEqualTo("production");
    assertThat(event.getRelease()).isEqualTo("1.4");
    assertThat(event.getServerName()).isEqualTo("web-1");
    assertThat(event.getTransaction()).isEqualTo("orders#pay");
    assertThat(event.getRequest().getUrl()).isEqualTo("http://shop.example/pay");
    assertThat(event.getRequest().getMethod()).isEqualTo("POST");
    assertThat(event.getRequest().getRemoteAddress()).isEqualTo("10.0.0.9");
    assertThat(event.getRequest().getHeaders(0).getValue()).isEqualTo("UA/1");
    assertThat(event.getUser().getEmail()).isEqualTo("a@example.test");
    assertThat(event.getContextsOrThrow("params").toString()).contains("owner", "[FILTERED]");
    assertThat(event.getContextsOrThrow("session").getEntries(0).getKey()).isEqualTo("user_id");
    assertThat(event.getContextsOrThrow("context").toString()).contains("Rails");
  }

  @Test
  void readsEveryEncodingThatXmlHas() {
    byte[] body = NOTICE.replace("UTF-8", "UTF-16").getBytes(UTF_16);

    Event event = NoticeEvents.event(NoticeXml.read(body)).build();

    assertThat(event.getExceptions(0).getType()).isEqualTo("RuntimeError");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~~|The body is not valid XML",
        "{\"errors\":[]}|The body is not valid XML",
        "<notice>|The body is not valid XML",
        "<notice><error>&unknown;</error></notice>|The body is not valid XML",
        "<html/>|The body must be a notice element",
        "<notice/>|error is required",
        "<notice><error/></notice>|event needs an exception",
      })
  void saysWhatIsWrong(String xml, String reason) {
    Refused refused = catchThrowableOfType(Refused.class, () -> decode(xml));

    assertThat(refused.rejection().code()).isEqualTo("malformed");
    assertThat(refused.rejection().reason()).startsWith(reason);
  }

  @Test
  void expandsNoEntities() {
    StringBuilder laughs = new StringBuilder("<!DOCTYPE notice [<!ENTITY l0 \"lol\">");
    for (int i = 1; i < 10; i++) {
      laughs.append("<!ENTITY l").append(i).append(" \"").append(("&l" + (i - 1) + ";").repeat(10));
      laughs.append("\">");
    }
    String bomb = laughs + "]><notice><error><class>&l9;</class></error></notice>";

    Refused refused =
        Assertions.assertTimeoutPreemptively(
            Duration.ofSeconds(5), () -> catchThrowableOfType(Refused.class, () -> decode(bomb)));

    assertThat(refused.rejection().reason()).isEqualTo("The body must not have a document type");
  }

  @Test
  void readsNoFilesAndCallsNobody(@TempDir Path directory) throws IOException {
    Path secret = Files.writeString(directory.resolve("secret"), "s3cr3t");
    try (ServerSocket nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody.setSoTimeout(200);
      String external =
          "<!DOCTYPE notice SYSTEM \"http://127.0.0.1:%d/x.dtd\" [<!ENTITY f SYSTEM \"%s\">]>"
              .formatted(nobody.getLocalPort(), secret.toUri());

      Refused refused =
          catchThrowableOfType(
              Refused.class,
              () -> decode(external + "<notice><error><class>&f;</class></error></notice>"));

      assertThat(refused.rejection().reason()).doesNotContain("s3cr3t").contains("document type");
      assertThat(catchThrowableOfType(SocketTimeoutException.class, nobody::accept))
          .as("nobody was called")
          .isNotNull();
    }
  }

  @Test
  void boundsWhatHasNoEnd() {
    String deep = "<var key=\"k\">".repeat(100_000) + "</var>".repeat(100_000);
    String lines = "<line method=\"m\" file=\"f\" number=\"1\"/>".repeat(40_000);
    String attributes = "<var key=\"" + "x".repeat(500_000) + "\"/>";

    Event event =
        Assertions.assertTimeoutPreemptively(
            Duration.ofSeconds(10),
            () ->
                decode(
                    "<notice><error><class>E</class><backtrace>"
                        + lines
                        + "</backtrace></error><request><params>"
                        + deep
                        + attributes
                        + "</params></request></notice>"));

    assertThat(event.getExceptions(0).getFramesCount()).isEqualTo(5_000);
  }

  @Property(tries = 2000)
  void whateverComesIsAnEventOrARefusal(@ForAll("mutated") byte[] body) {
    try {
      NoticeXml.key(body);
      Event.Builder event = NoticeEvents.event(NoticeXml.read(body));
      assertThat(event.getExceptionsCount()).isPositive();
    } catch (Refused refused) {
      assertThat(refused.rejection().code()).isEqualTo("malformed");
    }
  }

  @Provide
  Arbitrary<byte[]> mutated() {
    return MutatedText.of(
        NOTICE,
        "<",
        ">",
        "&",
        "&#0;",
        "&#x110000;",
        "&lt;",
        "]]>",
        "<![CDATA[",
        "<!--",
        "<?x",
        "<!DOCTYPE a [",
        "<error>",
        "</error>",
        "\"",
        "\u0000",
        "encoding=\"x\"",
        "<a b=\"1\" b=\"2\"/>",
        "xmlns:a=\"\"");
  }
}
