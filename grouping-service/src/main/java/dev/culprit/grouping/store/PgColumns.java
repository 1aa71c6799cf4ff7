package dev.culprit.grouping.store;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToLongFunction;

/** Turns rows into the column arrays that {@code unnest} takes. */
public final class PgColumns {

  private PgColumns() {}

  public static <T> Long[] longs(List<T> rows, ToLongFunction<T> value) {
    Long[] column = new Long[rows.size()];
    for (int i = 0; i < column.length; i++) {
      column[i] = value.applyAsLong(rows.get(i));
    }
    return column;
  }

  public static <T> String[] texts(List<T> rows, Function<T, String> value) {
    return column(rows, value, String[]::new);
  }

  public static <T> OffsetDateTime[] times(List<T> rows, Function<T, Instant> value) {
    return column(rows, row -> time(value.apply(row)), OffsetDateTime[]::new);
  }

  public static <T> Buffer[] bytes(List<T> rows, Function<T, byte[]> value) {
    return column(rows, row -> Buffer.buffer(value.apply(row)), Buffer[]::new);
  }

  public static <T, C> C[] column(List<T> rows, Function<T, C> value, IntFunction<C[]> array) {
    C[] column = array.apply(rows.size());
    for (int i = 0; i < column.length; i++) {
      column[i] = value.apply(rows.get(i));
    }
    return column;
  }

  public static OffsetDateTime time(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
