package dev.culprit.grouping.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.culprit.grouping.store.MissingPartitionException;
import dev.culprit.grouping.store.StoreTransaction;
import dev.culprit.grouping.store.Transactions;
import dev.culprit.grouping.store.UnstorableException;
import dev.culprit.grouping.testing.PlainEvent;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What every store of events promises. The days of 2026-03-01 and 2026-03-02 can take events. */
abstract class EventStoreContract {

  static final Instant DAY = Instant.parse("2026-03-01T12:00:00Z");
  private static final AtomicLong SEQUENCE = new AtomicLong();

  abstract Transactions transactions();

  @Test
  void storesNewEventsAndGivesTheirIds() {
    List<EventRow> rows = rows(1, 3);

    assertThat(insert(rows)).isEqualTo(ids(rows));
  }

  @Test
  void passesOverWhatIsStored() {
    EventRow stored = row(2, UUID.randomUUID(), DAY);
    insert(List.of(stored));
    EventRow again = row(2, stored.event().uid(), DAY.plusSeconds(5));
    EventRow other = row(2, UUID.randomUUID(), DAY);

    assertThat(insert(sorted(again, other))).containsOnly(other.id());
    assertThat(find(again.event(), row(2, UUID.randomUUID(), DAY).event()))
        .containsExactly(new StoredEvent(stored.id(), 7, 0), null);
  }

  @Test
  void theSameUidInAnotherProjectOrOnAnotherDayIsAnotherEvent() {
    UUID uid = UUID.randomUUID();
    insert(List.of(row(3, uid, DAY)));

    EventRow otherProject = row(4, uid, DAY);
    EventRow otherDay = row(3, uid, DAY.plus(1, ChronoUnit.DAYS));

    assertThat(insert(sorted(otherProject, otherDay)))
        .containsOnly(otherProject.id(), otherDay.id());
  }

  @Test
  void twoTransactionsWithTheSameEventsStoreThemOnceAndDoNotBlockEachOther() {
    for (int round = 0; round < 20; round++) {
      List<UUID> uids = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        uids.add(UUID.randomUUID());
      }
      List<EventRow> one = new ArrayList<>();
      List<EventRow> two = new ArrayList<>();
      uids.forEach(uid -> one.add(row(5, uid, DAY)));
      Collections.shuffle(uids);
      uids.forEach(uid -> two.add(row(5, uid, DAY)));

      Future<Set<Long>> first = run(tx -> tx.events().insert(sorted(one)));
      Future<Set<Long>> second = run(tx -> tx.events().insert(sorted(two)));

      assertThat(first.await().size() + second.await().size()).isEqualTo(50);
    }
  }

  @Test
  void aDayThatIsNotThereIsSaidToBeMissing() {
    EventRow row = row(6, UUID.randomUUID(), Instant.parse("2025-01-01T00:00:00Z"));

    assertThatThrownBy(() -> insert(List.of(row))).isInstanceOf(MissingPartitionException.class);
  }

  @Test
  void whatCannotBeStoredIsSaidToBeUnstorable() {
    IncomingEvent event = PlainEvent.of(7, UUID.randomUUID(), DAY, "T");
    IncomingEvent broken =
        new IncomingEvent(
            7, event.uid(), DAY, DAY, "a\0b", "", "error", "", event.facts(), event.content());

    assertThatThrownBy(() -> insert(List.of(new EventRow(id(DAY), broken, 7, 0, 5))))
        .isInstanceOf(UnstorableException.class);
  }

  @Test
  void keepsPayloads() {
    EventRow row = row(8, UUID.randomUUID(), DAY);

    run(tx ->
            tx.events()
                .insert(List.of(row))
                .compose(
                    ids ->
                        tx.events()
                            .insertPayloads(
                                List.of(new PayloadRow(row.id(), 0, new byte[] {1, 2})))))
        .await();

    assertThat(payload(row.id())).containsExactly(1, 2);
  }

  @Test
  void keepsTheFilesOfAnEventOnceHoweverLargeTheyAre() {
    IncomingEvent event = row(9, UUID.randomUUID(), DAY).event();
    List<AttachmentRow> files = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      files.add(AttachmentRow.of(id(DAY), event, i, file(i + ".bin", (2 << 20) - i)));
    }

    attach(files);
    attach(List.of(AttachmentRow.of(id(DAY), event, 0, file("again.bin", 1))));

    assertThat(attachments(event.uid()))
        .containsExactly(
            "0.bin 2097152", "1.bin 2097151", "2.bin 2097150", "3.bin 2097149", "4.bin 2097148");
  }

  private void attach(List<AttachmentRow> files) {
    run(tx -> tx.events().insertAttachments(files)).await();
  }

  private static AttachedFile file(String name, int size) {
    return new AttachedFile(name, "application/octet-stream", "event.attachment", new byte[size]);
  }

  abstract byte[] payload(long eventId);

  /** Name and size of the stored files of an event, by name. */
  abstract List<String> attachments(UUID eventUid);

  private Set<Long> insert(List<EventRow> rows) {
    return run(tx -> tx.events().insert(rows)).await();
  }

  private List<StoredEvent> find(IncomingEvent... events) {
    return run(tx -> tx.events().find(List.of(events))).await();
  }

  private <T> Future<T> run(Function<StoreTransaction, Future<T>> work) {
    return transactions().run(tx -> work.apply(tx).compose(result -> tx.commit().map(result)));
  }

  private static List<EventRow> rows(long project, int count) {
    List<EventRow> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(row(project, UUID.randomUUID(), DAY));
    }
    return sorted(rows);
  }

  private static List<EventRow> sorted(EventRow... rows) {
    return sorted(List.of(rows));
  }

  private static List<EventRow> sorted(List<EventRow> rows) {
    return rows.stream()
        .sorted((a, b) -> EventOrder.BY_IDENTITY.compare(a.event(), b.event()))
        .toList();
  }

  private static Set<Long> ids(List<EventRow> rows) {
    Set<Long> ids = new HashSet<>();
    rows.forEach(row -> ids.add(row.id()));
    return ids;
  }

  private static EventRow row(long project, UUID uid, Instant at) {
    return new EventRow(id(at), PlainEvent.of(project, uid, at, "T"), 7, 0, 5);
  }

  private static long id(Instant at) {
    return EventDay.id(EventDay.of(at), SEQUENCE.incrementAndGet());
  }
}
