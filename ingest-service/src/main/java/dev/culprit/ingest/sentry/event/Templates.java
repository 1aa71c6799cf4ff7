package dev.culprit.ingest.sentry.event;

import dev.culprit.ingest.json.ValueText;
import dev.culprit.proto.ingest.v1.MapValue;
import dev.culprit.proto.ingest.v1.Value;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts parameters into a message for clients that leave it to the server: {@code %s} and {@code {}}
 * in order, {@code %(name)s} and {@code {name}} by name. A place without parameter stays as it is.
 */
final class Templates {
  private static final int LONGEST = 16_384;
  private static final Pattern PLACE =
      Pattern.compile("%%|%\\((\\w{1,64})\\)[a-z]|%[sdifrxv]|\\{(\\w{0,64})\\}");

  private Templates() {}

  static String fill(String template, MapValue params) {
    if (params.getEntriesCount() == 0) {
      return template;
    }
    StringBuilder out = new StringBuilder();
    Matcher places = PLACE.matcher(template);
    int next = 0;
    while (out.length() < LONGEST && places.find()) {
      Value param;
      if (places.group().equals("%%")) {
        param = ValueText.value("%");
      } else {
        String name = name(places);
        param = name.isEmpty() ? inOrder(params, next++) : named(params, name);
      }
      String text = param == null ? places.group() : Texts.any(param);
      places.appendReplacement(out, Matcher.quoteReplacement(text));
    }
    return places.appendTail(out).toString();
  }

  private static String name(Matcher place) {
    String percent = place.group(1);
    String braces = place.group(2);
    return percent != null ? percent : braces != null ? braces : "";
  }

  private static @Nullable Value inOrder(MapValue params, int index) {
    return index < params.getEntriesCount() ? params.getEntries(index).getValue() : null;
  }

  private static @Nullable Value named(MapValue params, String name) {
    boolean isIndex = name.length() < 4 && name.chars().allMatch(c -> c >= '0' && c <= '9');
    Value named = ValueText.value(params, name);
    return named == null && isIndex ? inOrder(params, Integer.parseInt(name)) : named;
  }
}
