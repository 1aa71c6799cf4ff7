package dev.culprit.query.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CursorsTest {
  private final Cursors cursors = new Cursors("secret");

  @Property(tries = 200)
  void givesBackThePosition(@ForAll @Size(min = 1, max = 4) long[] position) {
    assertThat(cursors.decode("list", cursors.encode("list", position))).isEqualTo(position);
  }

  @Property(tries = 500)
  void refusesEverythingElse(@ForAll String text) {
    assertThatThrownBy(() -> cursors.decode("list", text)).isInstanceOf(ApiException.class);
  }

  @Property(tries = 200)
  void refusesChangedCursors(
      @ForAll long key, @ForAll @IntRange(min = 0, max = 33) int place, @ForAll char with) {
    String cursor = cursors.encode("list", key, 7);
    String changed = cursor.substring(0, place) + with + cursor.substring(place + 1);
    if (!changed.equals(cursor)) {
      assertThatThrownBy(() -> cursors.decode("list", changed)).isInstanceOf(ApiException.class);
    }
  }

  @Test
  void refusesCursorsOfOtherListsAndServers() {
    String cursor = cursors.encode("list", 1);
    assertThatThrownBy(() -> cursors.decode("other", cursor))
        .hasMessageContaining("invalid_cursor");
    assertThatThrownBy(() -> new Cursors("another").decode("list", cursor))
        .hasMessageContaining("invalid_cursor");
  }
}
