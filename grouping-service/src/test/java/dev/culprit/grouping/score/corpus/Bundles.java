package dev.culprit.grouping.score.corpus;

/** The third of JavaScript's bugs that come from a browser: one bundle whose name has a hash. */
final class Bundles {

  private Bundles() {}

  static Report asShipped(Seed seed) {
    Report report = seed.report();
    if (!seed.language().equals("node") || Math.floorMod(seed.bug().hashCode(), 3) != 0) {
      return report;
    }
    return report.mapFrames(
        frame ->
            frame.inApp()
                ? frame
                    .inFile("https://shop.example.com/assets/main.3f2a9c1b.js")
                    .inModule("")
                    .withoutContext()
                : frame);
  }
}
