package dev.culprit.query.event;

import dev.culprit.query.http.Answer;
import dev.culprit.query.http.ApiRequest;
import dev.culprit.query.http.Endpoint;
import dev.culprit.query.http.Operations;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;

/**
 * Hands out files as clients sent them, always to be saved and never to be shown: whatever a file
 * claims to be, no browser runs it in this server's name.
 */
public final class AttachmentEndpoint implements Endpoint {
  private final AttachmentQueries queries;

  public AttachmentEndpoint(Pool reader) {
    this.queries = new AttachmentQueries(reader);
  }

  @Override
  public void register(Operations operations) {
    operations.on("downloadAttachment", this::download);
  }

  private Future<Answer> download(ApiRequest request) {
    return queries
        .read(request.id("event_id"), request.id("attachment_id"))
        .map(
            file -> {
              request
                  .response()
                  .putHeader("Content-Type", "application/octet-stream")
                  .putHeader("Content-Disposition", SavedAs.header(file.name()))
                  .end(file.body());
              return Answer.streamed();
            });
  }
}
