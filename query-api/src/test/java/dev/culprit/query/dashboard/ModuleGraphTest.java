package dev.culprit.query.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The browser finds out at run time what a bundler would have found out before: so a test does. */
class ModuleGraphTest {
  private static final Pattern IMPORT =
      Pattern.compile("(?:\\bfrom\\s*|\\bimport\\s*\\(?\\s*)([\"'`])([^\"'`\\n]+)\\1");
  private static final Pattern COMMENT =
      Pattern.compile("/\\*.*?\\*/|^\\s*//.*?$", Pattern.DOTALL | Pattern.MULTILINE);

  /** The snippets show other programs' imports inside template literals. */
  private static final Pattern TEMPLATE = Pattern.compile("`[^`]*`");

  private static final int MAX_LINES = 200;

  private final DashboardFiles files = DashboardFiles.load();

  @Test
  void everyImportOfEveryReachableModuleLeadsToAServedModule() {
    Set<String> seen = new TreeSet<>();
    List<String> open = new ArrayList<>(ownModules());
    List<String> broken = new ArrayList<>();

    while (!open.isEmpty()) {
      String module = open.remove(open.size() - 1);
      if (!seen.add(module)) {
        continue;
      }
      for (String imported : importsOf(module)) {
        Optional<String> target = resolve(module, imported);
        target.ifPresentOrElse(open::add, () -> broken.add(module + " imports " + imported));
      }
    }

    assertThat(broken).isEmpty();
    assertThat(seen)
        .anyMatch(module -> module.startsWith("/lib/chart.js/"))
        .anyMatch(module -> module.startsWith("/lib/lit/"));
  }

  @Test
  void theRouterKnowsAModuleForEachPage() {
    String router = text(module("router.js"));
    List<String> pages =
        Pattern.compile("\\['/[^']*', '([a-z-]+)'\\]")
            .matcher(router)
            .results()
            .map(match -> match.group(1))
            .toList();

    assertThat(pages).isNotEmpty();
    assertThat(pages)
        .allSatisfy(
            page -> {
              assertThat(text(module("pages/" + page + ".js")))
                  .contains("customElements.define('page-" + page + "'");
            });
  }

  @Test
  void everyStyleSheetIsLinkedAndEveryModuleStaysSmall() {
    String shell = files.shell().page().plain().toString();
    assertThat(files.assets().keySet().stream().filter(path -> path.endsWith(".css")))
        .isNotEmpty()
        .allMatch(shell::contains);
    assertThat(ownModules())
        .allSatisfy(
            module -> assertThat(text(module).lines().count()).as(module).isLessThan(MAX_LINES));
  }

  @Test
  void noModuleReachesBehindThePolicyOrOutsideTheApi() {
    assertThat(ownModules())
        .allSatisfy(
            module ->
                assertThat(text(module))
                    .doesNotContain(
                        "unsafeHTML", "innerHTML", "eval(", "new Function", "document.write"));
    assertThat(ownModules().stream().filter(module -> text(module).contains("fetch(")))
        .allMatch(module -> module.endsWith("/api.js"));
  }

  private List<String> ownModules() {
    return files.assets().keySet().stream()
        .filter(path -> path.startsWith("/assets/") && path.endsWith(".js"))
        .toList();
  }

  private String module(String path) {
    return ownModules().stream()
        .filter(module -> module.endsWith("/" + path))
        .findFirst()
        .orElseThrow(() -> new AssertionError(path));
  }

  private List<String> importsOf(String module) {
    String code = COMMENT.matcher(text(module)).replaceAll("");
    if (module.contains("/snippets/")) {
      code = TEMPLATE.matcher(code).replaceAll("");
    }
    return IMPORT
        .matcher(code)
        .results()
        .map(ModuleGraphTest::name)
        .filter(name -> !name.contains("${"))
        .toList();
  }

  private static String name(MatchResult match) {
    return match.group(2);
  }

  private Optional<String> resolve(String module, String imported) {
    if (imported.startsWith(".")) {
      return Optional.of(URI.create(module).resolve(imported).toString()).filter(this::isServed);
    }
    return files.imports().entrySet().stream()
        .filter(
            entry ->
                entry.getKey().endsWith("/")
                    ? imported.startsWith(entry.getKey())
                    : imported.equals(entry.getKey()))
        .max(Map.Entry.comparingByKey())
        .map(
            entry ->
                entry.getValue()
                    + imported.substring(
                        entry.getKey().endsWith("/") ? entry.getKey().length() : imported.length()))
        .filter(this::isServed);
  }

  private boolean isServed(String path) {
    return files.find(path).isPresent();
  }

  private String text(String path) {
    return files.find(path).orElseThrow().plain().toString(StandardCharsets.UTF_8);
  }
}
