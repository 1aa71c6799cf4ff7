package com.example.shop;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.parser.CronParser;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.luben.zstd.Zstd;
import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** What libraries throw, at us or among themselves. */
final class Libraries {
  private static final Vertx VERTX = Vertx.vertx();
  private static HazelcastInstance hazelcast;

  static void bugs(Map<String, Callable<?>> bugs) {
    bugs.put("vertx-handler", () -> new Libraries().onContext(() -> new Libraries().route(null)));
    bugs.put("vertx-compose", () -> new Libraries().composed());
    bugs.put("vertx-http-refused", () -> new Libraries().request(9));
    bugs.put("vertx-promise-twice", () -> new Libraries().complete(Promise.promise()));
    bugs.put("vertx-no-handlers", () -> await(VERTX.eventBus().request("orders.none", "x")));
    bugs.put("vertx-file", () -> await(VERTX.fileSystem().readFile("/var/data/none.json")));
    bugs.put("vertx-deploy", () -> await(VERTX.deployVerticle("java:com.example.shop.NoVerticle")));
    bugs.put("vertx-blocking", () -> await(VERTX.executeBlocking(() -> new Libraries().blocking(3))));
    bugs.put("pg-refused", () -> new Libraries().connect("127.0.0.1", 9));
    bugs.put("pg-dns", () -> new Libraries().connect("db.invalid", 5432));
    bugs.put("netty-refcount", () -> new Libraries().reuse(Unpooled.buffer()));
    bugs.put("netty-index", () -> new Libraries().parse(Unpooled.buffer()));
    bugs.put("netty-frame", () -> new Libraries().frame());
    bugs.put("hazelcast-null", () -> new Libraries().cache().put("a", null));
    bugs.put("hazelcast-serialise", () -> new Libraries().cache().put("a", new Object()));
    bugs.put("hazelcast-entry", () -> new Libraries().process());
    bugs.put("hazelcast-stopped", () -> new Libraries().stopped());
    bugs.put("caffeine-loader", () -> new Libraries().loaded("sku-8"));
    bugs.put("caffeine-null", () -> new Libraries().cached(null));
    bugs.put("zstd", () -> new Libraries().decompress(new byte[] {1, 2, 3, 4}));
    bugs.put("cron", () -> new Libraries().schedule("61 * * * *"));
    bugs.put("jdbc-driver", () -> java.sql.DriverManager.getConnection("jdbc:none://db/shop"));
    bugs.put("grpc-unavailable", () -> new Libraries().call());
  }

  static <T> T await(Future<T> future) throws Exception {
    try {
      return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    } catch (java.util.concurrent.ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  private Object onContext(Callable<Object> action) throws Exception {
    Promise<Object> promise = Promise.promise();
    VERTX.getOrCreateContext().exceptionHandler(promise::tryFail).runOnContext(v -> promise.complete(unchecked(action)));
    return await(promise.future());
  }

  private static Object unchecked(Callable<Object> action) {
    try {
      return action.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  Object route(String path) {
    return segment(path);
  }

  private String segment(String path) {
    return path.split("/")[1];
  }

  Object composed() throws Exception {
    return await(Future.succeededFuture("4711").compose(this::lookup).map(String::length));
  }

  private Future<String> lookup(String id) {
    return Future.failedFuture(new IllegalArgumentException("No product " + id));
  }

  Object request(int port) throws Exception {
    return await(
        VERTX.createHttpClient().request(HttpMethod.GET, port, "127.0.0.1", "/stock").compose(r -> r.send()));
  }

  Object complete(Promise<String> promise) {
    promise.complete("a");
    return again(promise);
  }

  private Object again(Promise<String> promise) {
    promise.complete("b");
    return null;
  }

  Object blocking(int left) {
    if (left == 0) {
      throw new UnsupportedOperationException("Depth 3 is not supported");
    }
    return blocking(left - 1);
  }

  Object connect(String host, int port) throws Exception {
    PgConnectOptions options =
        new PgConnectOptions().setHost(host).setPort(port).setDatabase("shop").setUser("shop").setPassword("none");
    Pool pool = PgBuilder.pool().connectingTo(options).using(VERTX).build();
    return await(pool.query("SELECT 1").execute());
  }

  Object reuse(ByteBuf buffer) {
    buffer.release();
    return write(buffer);
  }

  private Object write(ByteBuf buffer) {
    return buffer.writeInt(4);
  }

  Object parse(ByteBuf buffer) {
    return length(buffer);
  }

  private int length(ByteBuf buffer) {
    return buffer.readInt();
  }

  Object frame() {
    EmbeddedChannel channel = new EmbeddedChannel(new LengthFieldBasedFrameDecoder(64, 0, 4));
    channel.writeInbound(Unpooled.buffer().writeInt(900).writeInt(1));
    channel.checkException();
    return channel.readInbound();
  }

  private static synchronized HazelcastInstance member() {
    if (hazelcast == null) {
      Config config = new Config();
      config.getJetConfig().setEnabled(false);
      config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
      config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
      hazelcast = Hazelcast.newHazelcastInstance(config);
    }
    return hazelcast;
  }

  private IMap<String, Object> cache() {
    return member().getMap("products");
  }

  Object process() {
    cache().put("a", 1);
    return cache().executeOnKey("a", entry -> increment(entry.getValue()));
  }

  private static Object increment(Object value) {
    return ((String) value).length();
  }

  Object stopped() {
    IMap<String, Object> map = cache();
    member().shutdown();
    return size(map);
  }

  private Object size(IMap<String, Object> map) {
    return map.size();
  }

  Object loaded(String sku) {
    return Caffeine.newBuilder().maximumSize(9).build(this::fetch).get(sku);
  }

  private Object fetch(Object sku) {
    throw new IllegalStateException("No price for " + sku);
  }

  Object cached(String sku) {
    return Caffeine.newBuilder().build().getIfPresent(sku);
  }

  Object decompress(byte[] data) {
    return inflate(data);
  }

  private byte[] inflate(byte[] data) {
    return Zstd.decompress(data, 64);
  }

  Object schedule(String text) {
    return cron(text);
  }

  private Object cron(String text) {
    return new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX)).parse(text);
  }

  Object call() {
    var channel = io.grpc.ManagedChannelBuilder.forAddress("127.0.0.1", 9).usePlaintext().build();
    return delete(dev.culprit.proto.grouping.v1.ProblemServiceGrpc.newBlockingStub(channel));
  }

  private Object delete(dev.culprit.proto.grouping.v1.ProblemServiceGrpc.ProblemServiceBlockingStub problems) {
    return problems.deleteProblems(dev.culprit.proto.grouping.v1.DeleteProblemsRequest.getDefaultInstance());
  }
}
