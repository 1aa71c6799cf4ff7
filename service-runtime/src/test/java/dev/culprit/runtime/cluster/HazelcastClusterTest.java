package dev.culprit.runtime.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hazelcast.config.MapConfig;
import com.hazelcast.core.HazelcastInstance;
import dev.culprit.runtime.config.ConfigException;
import dev.culprit.runtime.config.Environment;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HazelcastClusterTest {
  private final Vertx vertx = Vertx.vertx();
  private final List<HazelcastInstance> members = new ArrayList<>();

  @AfterEach
  void close() {
    members.forEach(member -> HazelcastCluster.stop(vertx, member).await());
    vertx.close().await();
  }

  @Test
  void membersThatNameEachOtherShareTheirMaps() {
    HazelcastInstance first = start(List.of());
    first.getMap("books").put("a", 1);

    HazelcastInstance second = start(List.of(address(first)));

    assertThat(second.getCluster().getMembers()).hasSize(2);
    assertThat(second.getMap("books").get("a")).isEqualTo(1);
  }

  @Test
  void leavingMemberHandsItsDataOver() {
    HazelcastInstance first = start(List.of());
    HazelcastInstance second = start(List.of(address(first)));
    for (int i = 0; i < 200; i++) {
      first.getMap("books").put(i, i);
    }

    HazelcastCluster.stop(vertx, first).await();

    assertThat(second.getMap("books").size()).isEqualTo(200);
    await().until(() -> second.getCluster().getMembers().size() == 1);
  }

  @Test
  void listensOnlyOnItsOwnAddress() {
    HazelcastInstance member = start(List.of());

    assertThat(member.getCluster().getLocalMember().getAddress().getHost()).isEqualTo("127.0.0.1");
    assertThat(member.getCluster().getLocalMember().getAddress().getPort()).isPositive();
    assertThat(member.getConfig().getNetworkConfig().getJoin().getMulticastConfig().isEnabled())
        .isFalse();
    assertThat(member.getConfig().getMapConfig("books").getBackupCount()).isEqualTo(1);
  }

  @Test
  void defaultsJoinNobody() {
    ClusterConfig config =
        ClusterConfig.from(Environment.of(Map.of()), "CULPRIT_LIBRARY", "library", 5701);

    assertThat(config).isEqualTo(new ClusterConfig("library", "127.0.0.1", 5701, List.of()));
  }

  @Test
  void readsEveryKey() {
    Environment environment =
        Environment.of(
            Map.of(
                "CULPRIT_LIBRARY_CLUSTER_HOST", "10.0.0.1",
                "CULPRIT_LIBRARY_CLUSTER_PORT", "7000",
                "CULPRIT_LIBRARY_CLUSTER_MEMBERS", "10.0.0.2:7000,10.0.0.3"));

    assertThat(ClusterConfig.from(environment, "CULPRIT_LIBRARY", "library", 5701))
        .isEqualTo(
            new ClusterConfig("library", "10.0.0.1", 7000, List.of("10.0.0.2:7000", "10.0.0.3")));
  }

  @Test
  void refusesAnAddressThatOthersCannotReach() {
    assertThatThrownBy(() -> new ClusterConfig("library", "0.0.0.0", 1, List.of()))
        .isInstanceOf(ConfigException.class);
  }

  private HazelcastInstance start(List<String> others) {
    HazelcastInstance member =
        HazelcastCluster.start(
                vertx,
                new ClusterConfig("library", "127.0.0.1", 0, others),
                config -> {
                  config.addMapConfig(new MapConfig("books").setBackupCount(1));
                  config.setProperty("hazelcast.partition.count", "31");
                })
            .await();
    members.add(member);
    return member;
  }

  private static String address(HazelcastInstance member) {
    return "127.0.0.1:" + member.getCluster().getLocalMember().getAddress().getPort();
  }
}
