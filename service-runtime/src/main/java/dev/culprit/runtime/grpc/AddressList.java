package dev.culprit.runtime.grpc;

import dev.culprit.runtime.config.ConfigException;
import io.grpc.EquivalentAddressGroup;
import io.grpc.NameResolver;
import io.grpc.NameResolverProvider;
import io.grpc.NameResolverRegistry;
import io.grpc.Status;
import io.grpc.StatusOr;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Resolves {@code culprit-list:///h1:p1,h2:p2} to every address of every host; one host that cannot
 * be resolved does not hide the others. Names are looked up again whenever the channel asks, such
 * as after a lost connection.
 */
final class AddressList extends NameResolver {
  private static final String SCHEME = "culprit-list";

  static {
    NameResolverRegistry.getDefaultRegistry().register(new Provider());
  }

  private final List<InetSocketAddress> unresolved;
  private final Executor offload;
  private final AtomicBoolean resolving = new AtomicBoolean();
  private @Nullable Listener2 listener;
  private volatile boolean shutdown;

  private AddressList(List<InetSocketAddress> unresolved, Executor offload) {
    this.unresolved = unresolved;
    this.offload = offload;
  }

  /** Checks the list and gives the target to build a channel with. */
  static String target(String addresses) {
    parse(addresses);
    return SCHEME + ":///" + addresses.replace(" ", "");
  }

  static List<InetSocketAddress> parse(String addresses) {
    List<InetSocketAddress> parsed =
        Arrays.stream(addresses.split(","))
            .map(String::trim)
            .filter(part -> !part.isEmpty())
            .map(AddressList::parseOne)
            .toList();
    if (parsed.isEmpty()) {
      throw new ConfigException(
          "an address list must name at least one host:port, but is '" + addresses + "'");
    }
    return parsed;
  }

  private static InetSocketAddress parseOne(String address) {
    int colon = address.lastIndexOf(':');
    try {
      int port = Integer.parseInt(address.substring(colon + 1));
      if (colon > 0 && port > 0) {
        return InetSocketAddress.createUnresolved(address.substring(0, colon), port);
      }
    } catch (IllegalArgumentException e) {
      // Reported below.
    }
    throw new ConfigException("an address must be host:port, but is '" + address + "'");
  }

  @Override
  public String getServiceAuthority() {
    InetSocketAddress first = unresolved.get(0);
    return first.getHostString() + ":" + first.getPort();
  }

  @Override
  public void start(Listener2 updates) {
    listener = updates;
    refresh();
  }

  @Override
  public void refresh() {
    if (!shutdown && resolving.compareAndSet(false, true)) {
      offload.execute(this::resolve);
    }
  }

  @Override
  public void shutdown() {
    shutdown = true;
  }

  private void resolve() {
    List<EquivalentAddressGroup> groups = new ArrayList<>();
    List<String> failed = new ArrayList<>();
    for (InetSocketAddress address : unresolved) {
      try {
        for (InetAddress ip : InetAddress.getAllByName(address.getHostString())) {
          groups.add(new EquivalentAddressGroup(new InetSocketAddress(ip, address.getPort())));
        }
      } catch (UnknownHostException e) {
        failed.add(address.getHostString());
      }
    }
    resolving.set(false);
    publish(groups, failed);
  }

  private void publish(List<EquivalentAddressGroup> groups, List<String> failed) {
    Listener2 target = listener;
    if (target == null || shutdown) {
      return;
    }
    StatusOr<List<EquivalentAddressGroup>> result =
        groups.isEmpty()
            ? StatusOr.fromStatus(
                Status.UNAVAILABLE.withDescription("cannot resolve " + String.join(", ", failed)))
            : StatusOr.fromValue(groups);
    target.onResult(ResolutionResult.newBuilder().setAddressesOrError(result).build());
  }

  private static final class Provider extends NameResolverProvider {
    @Override
    public String getDefaultScheme() {
      return SCHEME;
    }

    @Override
    protected boolean isAvailable() {
      return true;
    }

    @Override
    protected int priority() {
      return 0; // Below every default, so that targets without a scheme keep meaning DNS.
    }

    @Override
    public Collection<Class<? extends SocketAddress>> getProducedSocketAddressTypes() {
      return List.of(InetSocketAddress.class);
    }

    @Override
    public @Nullable NameResolver newNameResolver(URI target, Args args) {
      if (!SCHEME.equals(target.getScheme())) {
        return null;
      }
      Executor offload = args.getOffloadExecutor();
      if (offload == null) {
        throw new IllegalStateException("the channel gives no executor for name look-ups");
      }
      return new AddressList(parse(target.getPath().substring(1)), offload);
    }
  }
}
