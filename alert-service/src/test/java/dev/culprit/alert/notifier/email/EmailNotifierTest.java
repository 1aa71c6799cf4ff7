package dev.culprit.alert.notifier.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.culprit.alert.channel.Channel.Email;
import dev.culprit.alert.notifier.Message;
import dev.culprit.alert.notifier.Messages;
import dev.culprit.alert.notifier.Outcome;
import dev.culprit.alert.notifier.Outcome.Kind;
import dev.culprit.runtime.config.Secret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmailNotifierTest {
  private final Vertx vertx = Vertx.vertx();
  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
    await(vertx.close());
  }

  @Test
  void sendsTextAndHtmlToAllRecipients() throws Exception {
    Outcome outcome = deliver(Messages.spike(), server.getSmtp().getPort(), Optional.empty());

    assertThat(outcome.kind()).isEqualTo(Kind.DELIVERED);
    Awaitility.await().until(() -> server.getReceivedMessages().length == 2);
    MimeMessage mail = server.getReceivedMessages()[0];
    assertThat(mail.getSubject()).isEqualTo("[The shop] Spike: OrderError");
    assertThat(mail.getFrom()[0]).hasToString("culprit@example.com");
    assertThat(mail.getAllRecipients()).hasSize(2);
    assertThat(mail.getHeader("Culprit-Notification-Id")).containsExactly("77");
    MimeMultipart parts = (MimeMultipart) mail.getContent();
    assertThat((String) parts.getBodyPart(0).getContent())
        .contains("142 events in 5 minutes, usually 3.2 (44x)")
        .contains("https://culprit.example/problems/9");
    assertThat((String) parts.getBodyPart(1).getContent())
        .contains("<h2>")
        .contains("Open in Culprit");
  }

  @Test
  void whatCameWithAnEventStartsNoHeaderAndNoElement() throws Exception {
    deliver(Messages.hostile(), server.getSmtp().getPort(), Optional.empty());

    Awaitility.await().until(() -> server.getReceivedMessages().length == 2);
    MimeMessage mail = server.getReceivedMessages()[0];
    assertThat(mail.getHeader("Bcc")).isNull();
    assertThat(mail.getSubject()).isEqualTo("[The shop] Spike: <b>& Bcc: victim@example.com");
    assertThat((String) ((MimeMultipart) mail.getContent()).getBodyPart(1).getContent())
        .doesNotContain("<script>")
        .doesNotContain("<b>");
  }

  @Test
  void logsIn() throws Exception {
    server.setUser("culprit@example.com", "culprit", "the-password");

    assertThat(
            deliver(Messages.spike(), server.getSmtp().getPort(), Optional.of("the-password"))
                .kind())
        .isEqualTo(Kind.DELIVERED);
    Outcome wrong =
        deliver(Messages.spike(), server.getSmtp().getPort(), Optional.of("another-password"));
    assertThat(wrong.kind()).isNotEqualTo(Kind.DELIVERED);
    assertThat(wrong.toString()).doesNotContain("another-password");
  }

  @ParameterizedTest
  @CsvSource({
    "421,RETRYABLE",
    "450,RETRYABLE",
    "451,RETRYABLE",
    "452,RETRYABLE",
    "550,REFUSED",
    "552,REFUSED",
    "554,REFUSED"
  })
  void classifiesWhatTheServerSays(int code, Kind expected) throws Exception {
    NetServer refusing =
        await(
            vertx
                .createNetServer()
                .connectHandler(
                    socket -> {
                      socket.write("220 ready\r\n");
                      socket.handler(
                          line -> {
                            String command = line.toString();
                            socket.write(
                                command.startsWith("MAIL")
                                    ? code + " secret-in-the-answer\r\n"
                                    : "250 ok\r\n");
                          });
                    })
                .listen(0, "127.0.0.1"));

    Outcome outcome = deliver(Messages.spike(), refusing.actualPort(), Optional.empty());

    assertThat(outcome.kind()).isEqualTo(expected);
    assertThat(outcome.detail()).isEqualTo("the mail server answered " + code);
  }

  @Test
  void triesAgainWhenTheServerIsAway() throws Exception {
    Outcome outcome = deliver(Messages.spike(), 1, Optional.empty());

    assertThat(outcome.kind()).isEqualTo(Kind.RETRYABLE);
    assertThat(outcome.detail()).isEqualTo("the mail server could not be reached");
  }

  @Test
  void saysWhatToSetWhenThereIsNoServer() throws Exception {
    SmtpConfig none =
        new SmtpConfig(
            Optional.empty(), 587, Optional.empty(), Optional.empty(), "a@example.com", "auto");

    Outcome outcome =
        await(
            new EmailNotifier(vertx, none, Duration.ofSeconds(5))
                .deliver(Messages.spike(), new Email(List.of("a@example.com"))));

    assertThat(outcome.kind()).isEqualTo(Kind.REFUSED);
    assertThat(outcome.detail()).contains("CULPRIT_SMTP_HOST");
  }

  private Outcome deliver(Message message, int port, Optional<String> password) throws Exception {
    SmtpConfig config =
        new SmtpConfig(
            Optional.of("127.0.0.1"),
            port,
            password.map(given -> "culprit"),
            password.map(Secret::new),
            "culprit@example.com",
            "off");
    EmailNotifier notifier = new EmailNotifier(vertx, config, Duration.ofSeconds(5));
    try {
      return await(notifier.deliver(message, new Email(List.of("a@example.com", "b@example.com"))));
    } finally {
      await(notifier.close());
    }
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }
}
