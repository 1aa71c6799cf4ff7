package dev.culprit.ingest.gateway.join;

import dev.culprit.ingest.gateway.record.AccessRecord;
import dev.culprit.ingest.gateway.record.ErrorRecord;
import dev.culprit.ingest.gateway.record.GatewayRecord;
import dev.culprit.ingest.gateway.record.RequestIdentity;
import dev.culprit.proto.ingest.v1.Cause;
import dev.culprit.proto.ingest.v1.Proxy;
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
  private long changedNanos;
  private boolean isSettled;

  RequestCase(Sender sender, long openedNanos) {
    this.sender = sender;
    this.openedNanos = openedNanos;
    this.changedNanos = openedNanos;
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

  void add(GatewayRecord record, long nanos) {
    changedNanos = nanos;
    if (record instanceof AccessRecord told) {
      access = told;
    } else if (record instanceof ErrorRecord told && errors.size() < MOST_ERRORS) {
      errors.add(told);
    }
  }

  /** Takes over what is known of the same request elsewhere. */
  void merge(RequestCase other) {
    access = access == null ? other.access : access;
    for (ErrorRecord error : other.errors) {
      if (errors.size() < MOST_ERRORS) {
        errors.add(error);
      }
    }
  }

  long changedNanos() {
    return changedNanos;
  }

  /** Both halves are there. */
  boolean isComplete() {
    return access != null
        && errors.stream().anyMatch(error -> error.cause() != Cause.CAUSE_UNSPECIFIED);
  }

  /** Apache tells of one failure in several lines, whose order is nobody's promise. */
  boolean isOfManyLines() {
    AccessRecord told = access;
    return told != null && told.proxy() == Proxy.PROXY_APACHE;
  }

  /**
   * Whether the record may be about the same request: nothing that both tell differs, and the half
   * that it brings is not there yet.
   */
  boolean accepts(GatewayRecord record) {
    if (record instanceof AccessRecord told) {
      return access == null && fitsErrors(told.identity());
    }
    return record instanceof ErrorRecord told && acceptsError(told.identity());
  }

  private boolean acceptsError(RequestIdentity told) {
    AccessRecord present = access;
    String known = logId();
    boolean isSame = !told.logId().isEmpty() && told.logId().equals(known);
    // A thread of Apache says first what failed, and then whose request it was: after that comes
    // the next request.
    boolean isNext = told.logId().isEmpty() && errors.stream().anyMatch(RequestCase::hasLogId);
    boolean isLate = isSettled && !errors.isEmpty();
    return (isSame || (!isNext && !isLate))
        && (present == null || fit(present.identity(), told))
        && fitsErrors(told);
  }

  /** Whether all that the other case tells may be about the same request. */
  boolean fits(RequestCase other) {
    AccessRecord its = other.access;
    return !isSettled
        && !other.isSettled
        && (access == null || its == null)
        && (its == null || fitsErrors(its.identity()))
        && other.errors.stream().allMatch(error -> fitsErrors(error.identity()))
        && (access == null || other.fitsErrors(access.identity()));
  }

  private boolean fitsErrors(RequestIdentity told) {
    return errors.stream().allMatch(error -> fit(error.identity(), told));
  }

  private static boolean hasLogId(ErrorRecord error) {
    return !error.identity().logId().isEmpty();
  }

  private String logId() {
    for (ErrorRecord error : errors) {
      if (hasLogId(error)) {
        return error.identity().logId();
      }
    }
    AccessRecord present = access;
    return present == null ? "" : present.identity().logId();
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
