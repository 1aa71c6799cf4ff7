package dev.culprit.ingest.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.culprit.ingest.outcome.Refused;
import dev.culprit.proto.ingest.v1.Value;
import java.io.IOException;

/** Reads a JSON body; one that is no JSON is refused in one sentence. */
public final class JsonBody {
  private static final int LONGEST_REASON = 200;

  private JsonBody() {}

  /** What a wire makes of the tokens. */
  @FunctionalInterface
  public interface Reader<T> {
    T read(JsonParser parser) throws IOException;
  }

  public static <T> T read(byte[] body, Reader<T> reader) {
    try (JsonParser parser = JsonTrees.FACTORY.createParser(body)) {
      return reader.read(parser);
    } catch (JsonProcessingException e) {
      throw Refused.malformed("", "The body is not valid JSON: " + firstLine(e));
    } catch (IOException e) {
      throw Refused.malformed("", "The body is not valid UTF-8 JSON");
    }
  }

  /** The whole body as a tree, for small ones. */
  public static Value tree(byte[] body) {
    return read(
        body,
        parser -> {
          parser.nextToken();
          return JsonTrees.read(parser);
        });
  }

  private static String firstLine(JsonProcessingException e) {
    String message = e.getOriginalMessage();
    int end = message.indexOf('\n');
    String line = end < 0 ? message : message.substring(0, end);
    return line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON) : line;
  }
}
