package dev.culprit.query.dashboard;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A WebJar that the dashboard imports: only these are served, each from the version that is on the
 * class path.
 *
 * @param name the WebJar's folder
 * @param imports the bare module names it answers to, with the file behind each; a name that ends
 *     in `/` stands for a whole folder
 */
record Library(String name, SortedMap<String, String> imports) {
  private static final String WEBJARS = "META-INF/resources/webjars/";

  /** Everything the dashboard's modules and these libraries themselves import by a bare name. */
  static final List<Library> ALL =
      List.of(
          new Library("lit", Map.of("lit", "index.js", "lit/", "")),
          new Library("lit-html", Map.of("lit-html", "lit-html.js", "lit-html/", "")),
          new Library("lit-element", Map.of("lit-element/", "")),
          new Library(
              "lit__reactive-element",
              Map.of("@lit/reactive-element", "reactive-element.js", "@lit/reactive-element/", "")),
          new Library("chart.js", Map.of("chart.js", "dist/chart.js")),
          new Library("kurkle__color", Map.of("@kurkle/color", "dist/color.esm.js")));

  private Library(String name, Map<String, String> imports) {
    this(name, new TreeMap<>(imports));
  }

  /**
   * The modules a browser may ask for, by path below the library's name, so with its version in
   * front.
   */
  SortedMap<String, byte[]> modules() {
    SortedMap<String, byte[]> modules = new TreeMap<>();
    ClassPathFolder.read(WEBJARS + name)
        .forEach(
            (path, content) -> {
              if (isBrowserModule(path)) {
                modules.put(path, content);
              }
            });
    return modules;
  }

  /** The version on the class path: the folder that all modules share. */
  static String version(SortedMap<String, byte[]> modules) {
    String first = modules.firstKey();
    return first.substring(0, first.indexOf('/'));
  }

  private static boolean isBrowserModule(String path) {
    return path.endsWith(".js")
        && !path.contains("/development/")
        && !path.contains("/node/")
        && !path.contains(".umd.")
        && !path.contains(".min.");
  }
}
