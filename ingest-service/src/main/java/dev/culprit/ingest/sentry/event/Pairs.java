package dev.culprit.ingest.sentry.event;

import dev.culprit.proto.ingest.v1.Value;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Named texts as an object or as a list of pairs; an entry with several values comes repeatedly.
 */
final class Pairs {
  private Pairs() {}

  static void read(Value told, String field, Mendings mendings, BiConsumer<String, String> taker) {
    if (!told.hasListValue()) {
      Texts.object(told, field, mendings)
          .getEntriesList()
          .forEach(entry -> values(entry.getKey(), entry.getValue(), taker));
      return;
    }
    for (Value pair : Texts.list(told)) {
      List<Value> parts = Texts.list(pair);
      if (parts.size() == 2 && !Texts.any(parts.get(0)).isEmpty()) {
        values(Texts.any(parts.get(0)), parts.get(1), taker);
      } else {
        mendings.note("an entry of " + field + " was no pair and was left out");
      }
    }
  }

  private static void values(String name, Value value, BiConsumer<String, String> taker) {
    for (Value one : value.hasListValue() ? Texts.list(value) : List.of(value)) {
      if (!Texts.isNull(one)) {
        taker.accept(name, Texts.any(one));
      }
    }
  }
}
