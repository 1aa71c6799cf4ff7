package dev.culprit.runtime.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import dev.culprit.runtime.config.ConfigException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Properties;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Embedded Hazelcast members. Members find each other by a list of addresses only, a dead one is
 * noticed within a second and a frozen one within ten. Everything in a cluster is lost when its
 * last member stops, so it must be possible to read it again from elsewhere.
 */
public final class HazelcastCluster {
  private static final Logger log = LoggerFactory.getLogger(HazelcastCluster.class);

  private HazelcastCluster() {}

  /**
   * Joins the other members, or begins a cluster when none answers; the consumer adds maps and
   * topics.
   */
  public static Future<HazelcastInstance> start(
      Vertx vertx, ClusterConfig cluster, Consumer<Config> maps) {
    if (ForkJoinPool.getCommonPoolParallelism() < 2) {
      log.warn(
          "start Java with -Djava.util.concurrent.ForkJoinPool.common.parallelism=2 or more:"
              + " with less, every asynchronous call to the cluster starts a thread");
    }
    return vertx.executeBlocking(
        () -> {
          Config config = config(cluster);
          maps.accept(config);
          return Hazelcast.newHazelcastInstance(config);
        },
        false);
  }

  /** Hands this member's data to the others before it leaves. */
  public static Future<Void> stop(Vertx vertx, HazelcastInstance member) {
    return vertx.executeBlocking(
        () -> {
          member.shutdown();
          return null;
        },
        false);
  }

  private static Config config(ClusterConfig cluster) {
    // Given here, not in a file: a hazelcast.xml that happens to be on the class path must change
    // nothing.
    Config config = new Config();
    config.setClusterName(cluster.name());
    config.setProperties(properties());
    config.getJetConfig().setEnabled(false);
    config.getMetricsConfig().setEnabled(false);
    network(config.getNetworkConfig(), cluster);
    return config;
  }

  private static Properties properties() {
    Properties properties = new Properties();
    properties.setProperty("hazelcast.logging.type", "slf4j");
    properties.setProperty("hazelcast.phone.home.enabled", "false");
    properties.setProperty("hazelcast.socket.bind.any", "false");
    properties.setProperty("hazelcast.wait.seconds.before.join", "0");
    properties.setProperty("hazelcast.max.join.seconds", "10");
    properties.setProperty("hazelcast.heartbeat.interval.seconds", "1");
    properties.setProperty("hazelcast.max.no.heartbeat.seconds", "10");
    properties.setProperty("hazelcast.operation.call.timeout.millis", "8000");
    properties.setProperty("hazelcast.graceful.shutdown.max.wait", "15");
    // The process stops its member in order, after the work that needs it; a hook of Hazelcast's
    // own would be faster than that.
    properties.setProperty("hazelcast.shutdownhook.policy", "GRACEFUL");
    properties.setProperty("hazelcast.shutdownhook.enabled", "false");
    return properties;
  }

  private static void network(NetworkConfig network, ClusterConfig cluster) {
    network.setPort(cluster.port()).setPortAutoIncrement(false).setReuseAddress(true);
    network.getInterfaces().setEnabled(true).addInterface(address(cluster.host()));
    JoinConfig join = network.getJoin();
    join.getAutoDetectionConfig().setEnabled(false);
    join.getMulticastConfig().setEnabled(false);
    join.getTcpIpConfig().setEnabled(true).setConnectionTimeoutSeconds(2);
    cluster
        .members()
        .forEach(member -> join.getTcpIpConfig().addMember(withPort(member, cluster.port())));
  }

  private static String withPort(String member, int port) {
    return member.contains(":") || port == 0 ? member : member + ":" + port;
  }

  private static String address(String host) {
    try {
      return InetAddress.getByName(host).getHostAddress();
    } catch (UnknownHostException e) {
      throw new ConfigException("the cluster host '" + host + "' cannot be resolved", e);
    }
  }
}
