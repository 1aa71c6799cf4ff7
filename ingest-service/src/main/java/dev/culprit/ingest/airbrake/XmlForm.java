package dev.culprit.ingest.airbrake;

import dev.culprit.ingest.http.JsonAnswers;
import dev.culprit.ingest.outcome.Acceptance;
import dev.culprit.ingest.outcome.Rejection;

/** Version 2: XML; its clients take 200 for success. */
final class XmlForm implements Answers {
  private static final String TYPE = "text/xml; charset=utf-8";
  private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

  private final NoticeLinks links;

  XmlForm(NoticeLinks links) {
    this.links = links;
  }

  @Override
  public Answer kept(Acceptance acceptance, String id) {
    String body =
        "<notice><id>"
            + escaped(links.id(acceptance, id))
            + "</id><url>"
            + escaped(links.url(acceptance))
            + "</url></notice>";
    return new Answer(acceptance.committed() ? 200 : 202, TYPE, DECLARATION + body);
  }

  @Override
  public Answer refused(Rejection rejection) {
    return error(JsonAnswers.status(rejection), rejection.reason());
  }

  @Override
  public Answer failed() {
    return error(500, "Something went wrong on the server");
  }

  private static Answer error(int status, String reason) {
    String body = "<errors><error>" + escaped(reason) + "</error></errors>";
    return new Answer(status, TYPE, DECLARATION + body);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
