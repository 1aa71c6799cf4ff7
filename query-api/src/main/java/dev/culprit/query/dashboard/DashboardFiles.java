package dev.culprit.query.dashboard;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything the dashboard serves, read and compressed once at start. Addresses carry the library's
 * version or a hash of all own files, so that browsers may keep what they got for ever.
 */
final class DashboardFiles {
  private static final String ASSETS = "/assets/";
  private static final String TEMPLATE = "index.html";

  private final Map<String, Asset> assets;
  private final SortedMap<String, String> imports;
  private final String assetRoot;
  private final Shell shell;

  private DashboardFiles(
      Map<String, Asset> assets, SortedMap<String, String> imports, String assetRoot, Shell shell) {
    this.assets = assets;
    this.imports = imports;
    this.assetRoot = assetRoot;
    this.shell = shell;
  }

  static DashboardFiles load() {
    Map<String, Asset> assets = new HashMap<>();
    SortedMap<String, String> imports = new TreeMap<>();
    for (Library library : Library.ALL) {
      addLibrary(library, assets, imports);
    }
    SortedMap<String, byte[]> own = ClassPathFolder.read("dashboard");
    String assetRoot = ASSETS + contentHash(own) + "/";
    own.forEach(
        (path, content) -> {
          if (!path.equals(TEMPLATE) && Asset.isServed(path)) {
            assets.put(assetRoot + path, Asset.of(path, content));
          }
        });
    String template =
        new String(Optional.ofNullable(own.get(TEMPLATE)).orElseThrow(), StandardCharsets.UTF_8);
    Shell shell = Shell.of(template, imports, assetRoot, preloads(own, imports, assetRoot));
    return new DashboardFiles(Map.copyOf(assets), imports, assetRoot, shell);
  }

  /** The file at an address such as `/lib/lit/3.3.1/index.js`. */
  Optional<Asset> find(String address) {
    return Optional.ofNullable(assets.get(address));
  }

  /**
   * The same file of this build, when the address names another build's; pages of an older build
   * ask so.
   */
  Optional<Asset> findOfOtherBuild(String address) {
    int afterBuild = address.indexOf('/', ASSETS.length());
    return address.startsWith(ASSETS) && afterBuild > 0
        ? find(assetRoot + address.substring(afterBuild + 1))
        : Optional.empty();
  }

  Map<String, Asset> assets() {
    return assets;
  }

  SortedMap<String, String> imports() {
    return imports;
  }

  Shell shell() {
    return shell;
  }

  private static void addLibrary(
      Library library, Map<String, Asset> assets, SortedMap<String, String> imports) {
    SortedMap<String, byte[]> modules = library.modules();
    String root = "/lib/" + library.name() + "/";
    modules.forEach((path, content) -> assets.put(root + path, Asset.of(path, content)));
    String versioned = root + Library.version(modules) + "/";
    library.imports().forEach((name, file) -> imports.put(name, versioned + file));
  }

  /** What every page needs at once; pages and charts are fetched when they are opened. */
  private static List<String> preloads(
      SortedMap<String, byte[]> own, SortedMap<String, String> imports, String assetRoot) {
    List<String> preloads = new ArrayList<>();
    for (String name : List.of("lit", "lit-html", "@lit/reactive-element")) {
      preloads.add(Optional.ofNullable(imports.get(name)).orElseThrow());
    }
    own.keySet().stream()
        .filter(path -> path.endsWith(".js") && !path.contains("/"))
        .forEach(path -> preloads.add(assetRoot + path));
    return preloads;
  }

  private static String contentHash(SortedMap<String, byte[]> files) {
    StringBuilder all = new StringBuilder();
    files.forEach((path, content) -> all.append(path).append(Asset.of("x.txt", content).etag()));
    byte[] hash = Asset.sha256(all.toString().getBytes(StandardCharsets.UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, 12);
  }
}
