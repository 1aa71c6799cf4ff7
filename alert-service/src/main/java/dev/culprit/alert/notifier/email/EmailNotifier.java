package dev.culprit.alert.notifier.email;

import dev.culprit.alert.channel.Channel.Email;
import dev.culprit.alert.notifier.Message;
import dev.culprit.alert.notifier.Notifier;
import dev.culprit.alert.notifier.Outcome;
import dev.culprit.runtime.config.Secret;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.SMTPException;
import io.vertx.ext.mail.StartTLSOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends one mail to all recipients of a channel through the configured server. */
public final class EmailNotifier implements Notifier<Email> {
  private static final int MOST_CONNECTIONS = 4;

  private final SmtpConfig config;
  private final Duration timeout;
  private final Optional<MailClient> client;

  public EmailNotifier(Vertx vertx, SmtpConfig config, Duration timeout) {
    this.config = config;
    this.timeout = timeout;
    this.client =
        config.host().map(host -> MailClient.create(vertx, options(host, config, timeout)));
  }

  @Override
  public Future<Outcome> deliver(Message message, Email target) {
    if (client.isEmpty()) {
      return Future.succeededFuture(
          Outcome.refused("no mail server is configured, set CULPRIT_SMTP_HOST"));
    }
    MailMessage mail =
        new MailMessage()
            .setFrom(config.from())
            .setTo(target.recipients())
            .setSubject(EmailText.subject(message))
            .setText(EmailText.text(message))
            .setHtml(EmailText.html(message))
            .setHeaders(
                MultiMap.caseInsensitiveMultiMap()
                    .add("Culprit-Notification-Id", Long.toString(message.notificationId())));
    return client
        .get()
        .sendMail(mail)
        .map(sent -> Outcome.delivered("the mail server took it"))
        .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .otherwise(this::explain);
  }

  public Future<Void> close() {
    return client.map(MailClient::close).orElseGet(Future::succeededFuture);
  }

  private Outcome explain(Throwable cause) {
    if (cause instanceof SMTPException refused) {
      String detail = "the mail server answered " + refused.getReplyCode();
      return refused.isPermanent() ? Outcome.refused(detail) : Outcome.retryable(detail);
    }
    if (cause instanceof TimeoutException) {
      return Outcome.retryable(
          "no answer from the mail server within " + timeout.toMillis() + " ms");
    }
    return Outcome.retryable("the mail server could not be reached");
  }

  private static MailConfig options(String host, SmtpConfig config, Duration timeout) {
    MailConfig options =
        new MailConfig()
            .setHostname(host)
            .setPort(config.port())
            .setMaxPoolSize(MOST_CONNECTIONS)
            .setConnectTimeout((int) timeout.toMillis())
            .setSsl(config.tls().equals("tls"))
            .setStarttls(startTls(config.tls()))
            .setLogin(config.username().isPresent() ? LoginOption.REQUIRED : LoginOption.NONE);
    config.username().ifPresent(options::setUsername);
    config.password().map(Secret::value).ifPresent(options::setPassword);
    return options;
  }

  private static StartTLSOptions startTls(String tls) {
    return switch (tls) {
      case "auto" -> StartTLSOptions.OPTIONAL;
      case "starttls" -> StartTLSOptions.REQUIRED;
      default -> StartTLSOptions.DISABLED;
    };
  }
}
