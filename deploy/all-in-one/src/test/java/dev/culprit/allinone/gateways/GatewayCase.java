package dev.culprit.allinone.gateways;

import dev.culprit.proto.ingest.v1.Cause;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * One request to a gateway and what must become of it.
 *
 * @param path asked for; holds a name that no other case of the gateway has
 * @param seen the statuses of which the client must get one, 0 for none; empty when it does not
 *     matter
 * @param causes of which one must be concluded: the true one, and coarser ones where the proxy's
 *     logs do not tell them apart; none for a request that went well
 * @param upstream that must be blamed; empty when none was chosen or the proxy does not name it
 * @param told whether the proxy's logs say which request it was
 */
record GatewayCase(
    String name,
    Visit visit,
    String path,
    Set<Integer> seen,
    Set<Cause> causes,
    String upstream,
    boolean told) {

  /** A GET of the path that is named after the case. */
  static GatewayCase fails(String name, int status, Cause cause, String upstream) {
    return new GatewayCase(
        name, Visit.GET, "/c/" + name, Set.of(status), Set.of(cause), upstream, true);
  }

  /** A request that no one may take for a failure of the gateway. */
  static GatewayCase goesWell(String name, Visit visit, String path, int status) {
    return new GatewayCase(name, visit, path, Set.of(status), Set.of(), "", true);
  }

  boolean isHealthy() {
    return causes.isEmpty();
  }

  GatewayCase by(Visit other) {
    return new GatewayCase(name, other, path, seen, causes, upstream, told);
  }

  GatewayCase at(String otherPath) {
    return new GatewayCase(name, visit, otherPath, seen, causes, upstream, told);
  }

  /** The client may also see this. */
  GatewayCase or(int status) {
    Set<Integer> more = new TreeSet<>(seen);
    more.add(status);
    return new GatewayCase(name, visit, path, more, causes, upstream, told);
  }

  /** The logs of this proxy look the same for this cause. */
  GatewayCase orCause(Cause coarser) {
    Set<Cause> more = EnumSet.copyOf(causes);
    more.add(coarser);
    return new GatewayCase(name, visit, path, seen, more, upstream, told);
  }

  GatewayCase untold() {
    return new GatewayCase(name, visit, path, seen, causes, upstream, false);
  }

  /** The same without the name of a server to blame. */
  GatewayCase unnamed() {
    return new GatewayCase(name, visit, path, seen, causes, "", told);
  }
}
