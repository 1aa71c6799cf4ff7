package dev.culprit.grouping.event;

import java.time.Instant;
import java.time.LocalDate;

/**
 * The UTC day of an event as a number of days since 2020-01-01. An event's id begins with it, so
 * each day is a range of ids and a partition.
 */
public final class EventDay {

  private static final LocalDate FIRST = LocalDate.of(2020, 1, 1);
  private static final long FIRST_EPOCH_DAY = FIRST.toEpochDay();
  private static final int SEQUENCE_BITS = 37;
  private static final long SECONDS = 86_400;

  /** The last day whose ids stay below 2^53. */
  public static final long LAST = (1L << (53 - SEQUENCE_BITS)) - 1;

  private EventDay() {}

  /** The day of an instant; negative or beyond {@link #LAST} when it has no ids. */
  public static long of(Instant instant) {
    return Math.floorDiv(instant.getEpochSecond(), SECONDS) - FIRST_EPOCH_DAY;
  }

  public static long of(LocalDate date) {
    return date.toEpochDay() - FIRST_EPOCH_DAY;
  }

  public static LocalDate date(long day) {
    return FIRST.plusDays(day);
  }

  /** The first id of the day. */
  public static long idFloor(long day) {
    return day << SEQUENCE_BITS;
  }

  /** The id of the event with that sequence number on that day. */
  public static long id(long day, long sequence) {
    return idFloor(day) | (sequence & ((1L << SEQUENCE_BITS) - 1));
  }

  public static long ofId(long id) {
    return id >>> SEQUENCE_BITS;
  }
}
