package dev.culprit.runtime.cluster;

import dev.culprit.runtime.config.ConfigException;
import dev.culprit.runtime.config.Environment;
import java.util.List;

/**
 * One member's place in a cluster.
 *
 * @param name members of one name form one cluster
 * @param host the address this member listens on and tells the others; must be one of this
 *     machine's
 * @param port 0 takes any free one
 * @param members {@code host[:port]} of every other member, or of some; without a port it is this
 *     member's
 */
public record ClusterConfig(String name, String host, int port, List<String> members) {
  public ClusterConfig {
    members = List.copyOf(members);
    if (host.equals("0.0.0.0") || host.equals("::")) {
      throw new ConfigException(
          "a cluster member must listen on one address that the others can reach, not on " + host);
    }
  }

  /** Reads PREFIX_CLUSTER_HOST, PREFIX_CLUSTER_PORT and PREFIX_CLUSTER_MEMBERS. */
  public static ClusterConfig from(
      Environment environment, String keyPrefix, String name, int defaultPort) {
    return new ClusterConfig(
        name,
        environment.text(keyPrefix + "_CLUSTER_HOST", "127.0.0.1"),
        environment.port(keyPrefix + "_CLUSTER_PORT", defaultPort),
        environment.list(keyPrefix + "_CLUSTER_MEMBERS", List.of()));
  }
}
