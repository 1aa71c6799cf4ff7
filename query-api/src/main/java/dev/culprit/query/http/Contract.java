package dev.culprit.query.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The OpenAPI document, once as it is served and once as requests are checked against it. */
public final class Contract {
  private static final String RESOURCE = "/openapi.yaml";
  // The checking library refuses to start with these media types, and with a security scheme that
  // has no handler of its own kind.
  private static final Set<String> NOT_FOR_CHECKING =
      Set.of("application/problem+json", "text/event-stream", "security");

  private final JsonObject document;
  private final Buffer text;
  private final OpenAPIContract checked;

  private Contract(JsonObject document, OpenAPIContract checked) {
    this.document = document;
    this.text = document.toBuffer();
    this.checked = checked;
  }

  public static Future<Contract> load(Vertx vertx) {
    return vertx
        .executeBlocking(Contract::read)
        .compose(
            document ->
                OpenAPIContract.from(vertx, forChecking(document))
                    .map(checked -> new Contract(document, checked)));
  }

  public OpenAPIContract checked() {
    return checked;
  }

  /** The document as it is served. */
  public JsonObject document() {
    return document.copy();
  }

  Buffer text() {
    return text;
  }

  private static JsonObject read() {
    try (InputStream in = Contract.class.getResourceAsStream(RESOURCE)) {
      Map<String, Object> yaml = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
      return new JsonObject(yaml).copy();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The library wants a complete URL, of which it uses the path alone. */
  private static JsonObject forChecking(JsonObject document) {
    JsonObject copy = document.copy();
    copy.getJsonArray("servers").forEach(server -> complete((JsonObject) server));
    removeNotForChecking(copy);
    return copy;
  }

  private static void complete(JsonObject server) {
    server.put("url", "http://localhost" + server.getString("url"));
  }

  private static void removeNotForChecking(Object value) {
    if (value instanceof JsonObject object) {
      object.getMap().keySet().removeAll(NOT_FOR_CHECKING);
      List.copyOf(object.fieldNames()).forEach(name -> removeNotForChecking(object.getValue(name)));
    } else if (value instanceof JsonArray array) {
      for (int i = 0; i < array.size(); i++) {
        removeNotForChecking(array.getValue(i));
      }
    }
  }
}
