package dev.culprit.grouping.problem;

import com.hazelcast.config.Config;
import com.hazelcast.config.EvictionPolicy;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MaxSizePolicy;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The map {@code fingerprints} that all instances share. It only saves the way to PostgreSQL: when
 * the cluster does not answer in time nothing is found, and what cannot be put is left out.
 */
public final class SharedFingerprints {

  private static final Logger log = LoggerFactory.getLogger(SharedFingerprints.class);
  private static final String NAME = "fingerprints";
  private static final int MOST_ENTRIES_PER_MEMBER = 250_000;

  private final IMap<byte[], Long> map;
  private final WorkerExecutor worker;
  private final long patienceMillis;

  /** {@code worker} is the cluster's own: a call may block for as long as a member is lost. */
  public SharedFingerprints(HazelcastInstance cluster, WorkerExecutor worker, Duration patience) {
    this.map = cluster.getMap(NAME);
    this.worker = worker;
    this.patienceMillis = patience.toMillis();
  }

  /** How a member has to hold the map. */
  public static void configure(Config config) {
    MapConfig map = new MapConfig(NAME);
    map.setInMemoryFormat(InMemoryFormat.BINARY);
    map.setBackupCount(1);
    map.getEvictionConfig()
        .setEvictionPolicy(EvictionPolicy.LRU)
        .setMaxSizePolicy(MaxSizePolicy.PER_NODE)
        .setSize(MOST_ENTRIES_PER_MEMBER);
    config.addMapConfig(map);
  }

  Future<Map<FingerprintKey, Long>> getAll(Collection<FingerprintKey> keys) {
    return worker
        .executeBlocking(() -> read(keys), false)
        .timeout(patienceMillis, TimeUnit.MILLISECONDS)
        .otherwise(
            failure -> {
              log.atWarn()
                  .addKeyValue("reason", failure.toString())
                  .log("The shared map of fingerprints does not answer; asking the database");
              return Map.of();
            });
  }

  void putAll(Map<FingerprintKey, Long> problems) {
    // Keys are compared by their bytes inside the map, but not here.
    IdentityHashMap<byte[], Long> entries = new IdentityHashMap<>();
    problems.forEach((key, id) -> entries.put(encode(key), id));
    map.putAllAsync(entries)
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                log.atWarn()
                    .addKeyValue("reason", failure.toString())
                    .log("Fingerprints could not be shared");
              }
            });
  }

  Future<Void> removeAll(Collection<FingerprintKey> keys) {
    return worker
        .<Void>executeBlocking(
            () -> {
              keys.forEach(key -> map.delete(encode(key)));
              return null;
            },
            false)
        .timeout(patienceMillis, TimeUnit.MILLISECONDS);
  }

  private Map<FingerprintKey, Long> read(Collection<FingerprintKey> keys) {
    Set<byte[]> encoded = Collections.newSetFromMap(new IdentityHashMap<>());
    keys.forEach(key -> encoded.add(encode(key)));
    Map<FingerprintKey, Long> found = new HashMap<>();
    map.getAll(encoded).forEach((key, id) -> found.put(decode(key), id));
    return found;
  }

  private static byte[] encode(FingerprintKey key) {
    return ByteBuffer.allocate(26)
        .putLong(key.projectId())
        .putShort((short) key.version())
        .putLong(key.high())
        .putLong(key.low())
        .array();
  }

  private static FingerprintKey decode(byte[] key) {
    ByteBuffer buffer = ByteBuffer.wrap(key);
    return new FingerprintKey(
        buffer.getLong(), buffer.getShort(), buffer.getLong(), buffer.getLong());
  }
}
