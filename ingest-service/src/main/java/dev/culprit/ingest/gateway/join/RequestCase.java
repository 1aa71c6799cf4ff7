package dev.culprit.ingest.gateway.join;

import dev.culprit.ingest.gateway.record.AccessRecord;
import dev.culprit.ingest.gateway.record.ErrorRecord;
import dev.culprit.ingest.gateway.record.GatewayRecord;
import dev.culprit.ingest.gateway.record.RequestIdentity;
import dev.culprit.proto.ingest.v1.Cause;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was logged of one request so far. */
public final class RequestCase {
  private static final int MOST_ERRORS = 30;

  private final Sender sender;
  private final long openedNanos;
  private final List<ErrorRecord> errors = new ArrayList<>();
  private final List<String> keys = new ArrayList<>();
  private final Promise<Void> settled = Promise.promise();
  private @Nullable AccessRecord access;
  private boolean isSettled;

  RequestCase(Sender sender, long openedNanos) {
    this.sender = sender;
    this.openedNanos = openedNanos;
  }

  public Sender sender() {
    return sender;
  }

  public @Nullable AccessRecord access() {
    return access;
  }

  public List<ErrorRecord> errors() {
    return errors;
  }

  long openedNanos() {
    return openedNanos;
  }

  List<String> keys() {
    return keys;
  }

  Promise<Void> settled() {
    return settled;
  }

  boolean isSettled() {
    return isSettled;
  }

  void settle() {
    isSettled = true;
  }

  void add(GatewayRecord record) {
    if (record instanceof AccessRecord told) {
      access = told;
    } else if (record instanceof ErrorRecord told && errors.size() < MOST_ERRORS) {
      errors.add(told);
    }
  }

  /** Both halves are there. */
  boolean isComplete() {
    return access != null
        && errors.stream().anyMatch(error -> error.cause() != Cause.CAUSE_UNSPECIFIED);
  }

  /**
   * Whether the record may be about the same request: nothing that both tell differs, and the half
   * that it brings is not there yet.
   */
  boolean accepts(GatewayRecord record) {
    if (record instanceof AccessRecord told) {
      return access == null
          && errors.stream().allMatch(error -> fit(error.identity(), told.identity()));
    }
    if (record instanceof ErrorRecord told) {
      AccessRecord present = access;
      boolean isLate = isSettled && !errors.isEmpty();
      return !isLate
          && (present == null || fit(present.identity(), told.identity()))
          && errors.stream().allMatch(error -> fit(error.identity(), told.identity()));
    }
    return false;
  }

  private static boolean fit(RequestIdentity one, RequestIdentity other) {
    return same(one.connection(), other.connection())
        && same(one.logId(), other.logId())
        && same(one.requestId(), other.requestId())
        && same(one.uri(), other.uri());
  }

  private static boolean same(String one, String other) {
    return one.isEmpty() || other.isEmpty() || one.equals(other);
  }

  /** The words by which it is found, the same at every instance. */
  public List<String> matchWords() {
    return List.copyOf(keys);
  }

  /** Everything logged of it so far. */
  public List<GatewayRecord> records() {
    List<GatewayRecord> records = new ArrayList<>(errors);
    if (access != null) {
      records.add(access);
    }
    return records;
  }

  /** Whether records found elsewhere are about the same request and bring what is missing. */
  public boolean isCompletedBy(List<GatewayRecord> others) {
    boolean bringsAccess = others.stream().anyMatch(AccessRecord.class::isInstance);
    return bringsAccess == (access == null)
        && others.stream()
            .allMatch(
                other ->
                    records().stream().allMatch(mine -> fit(identityOf(mine), identityOf(other))));
  }

  /** Takes over records found elsewhere. */
  public void complete(List<GatewayRecord> others) {
    for (GatewayRecord other : others) {
      if (other instanceof AccessRecord told) {
        access = told;
      } else if (other instanceof ErrorRecord told && errors.size() < MOST_ERRORS) {
        errors.add(told);
      }
    }
  }

  /** Another instance goes on with it. */
  public void leave() {
    settled.tryComplete();
  }

  private static RequestIdentity identityOf(GatewayRecord record) {
    if (record instanceof AccessRecord access) {
      return access.identity();
    }
    return record instanceof ErrorRecord error ? error.identity() : RequestIdentity.NONE;
  }
}
