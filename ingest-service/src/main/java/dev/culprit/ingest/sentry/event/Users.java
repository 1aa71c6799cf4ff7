package dev.culprit.ingest.sentry.event;

import dev.culprit.ingest.json.ValueText;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.MapValue;
import dev.culprit.proto.ingest.v1.User;
import java.util.Set;

/** The user of an event; an address that the server should fill in is left empty. */
final class Users {
  private static final Set<String> PLACED = Set.of("id", "email", "username", "name", "ip_address");

  private Users() {}

  static void put(MapValue told, Mendings mendings, Event.Builder event) {
    if (told.getEntriesCount() == 0) {
      return;
    }
    String address = text(told, "ip_address", mendings);
    User.Builder user =
        User.newBuilder()
            .setId(text(told, "id", mendings))
            .setEmail(text(told, "email", mendings))
            .setUsername(text(told, "username", mendings))
            .setName(text(told, "name", mendings))
            .setIpAddress(address.equals("{{auto}}") ? "" : address);
    MapValue rest = ValueText.without(told, PLACED);
    if (rest.getEntriesCount() > 0) {
      user.setData(rest);
    }
    event.setUser(user);
  }

  private static String text(MapValue user, String name, Mendings mendings) {
    return Texts.scalar(user, name, "user." + name, mendings);
  }
}
