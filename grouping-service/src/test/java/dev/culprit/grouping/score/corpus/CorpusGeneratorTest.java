package dev.culprit.grouping.score.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.grouping.score.corpus.CorpusGenerator.Size;
import dev.culprit.grouping.score.corpus.LabelledEvent.Family;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CorpusGeneratorTest {

  private static List<Seed> allSeeds() {
    List<Seed> all = new ArrayList<>(SeedFiles.seeds(Part.TUNING));
    all.addAll(SeedFiles.seeds(Part.UNTOUCHED));
    return all;
  }

  @Test
  void isTheSameEachTime() {
    Corpus first = CorpusGenerator.generate(Part.TUNING, Size.REDUCED);
    Corpus second = CorpusGenerator.generate(Part.TUNING, Size.REDUCED);

    assertThat(second).isEqualTo(first);
  }

  @Test
  void holdsEnoughBugsOfEnoughLanguages() {
    List<Seed> seeds = allSeeds();

    assertThat(seeds).hasSizeGreaterThanOrEqualTo(300);
    assertThat(seeds.stream().map(Seed::bug).distinct()).hasSameSizeAs(seeds);
    assertThat(seeds.stream().map(Seed::language).distinct()).hasSizeGreaterThanOrEqualTo(10);
  }

  @Test
  void holdsEveryFamilyAndEnoughEvents() {
    int events = 0;
    for (Part part : Part.values()) {
      Corpus corpus = CorpusGenerator.generate(part, Size.FULL);
      events += corpus.events().size();
      assertThat(corpus.events().stream().map(LabelledEvent::family).collect(Collectors.toSet()))
          .containsExactlyInAnyOrder(Family.BUG, Family.NEAR_MISS, Family.LOG, Family.GATEWAY);
    }
    assertThat(events).isGreaterThanOrEqualTo(20_000);
  }

  @Test
  void everyChangeAndNearMissOccurs() {
    Set<String> origins = new HashSet<>();
    for (LabelledEvent event : CorpusGenerator.generate(Part.TUNING, Size.FULL).events()) {
      origins.addAll(List.of(event.origin().split(": | \\+ ")));
    }

    assertThat(origins).contains("line shift", "minified", "unchanged", "values");
    Mutations.OTHERS.forEach(mutation -> assertThat(origins).contains(mutation.title()));
    for (NearMiss nearMiss : NearMiss.values()) {
      assertThat(origins).contains(nearMiss.title());
    }
  }

  @Test
  void partsShareNoBug() {
    Set<String> tuning =
        SeedFiles.seeds(Part.TUNING).stream().map(Seed::bug).collect(Collectors.toSet());

    assertThat(SeedFiles.seeds(Part.UNTOUCHED)).noneMatch(seed -> tuning.contains(seed.bug()));
    assertThat(SeedFiles.logTemplates(Part.UNTOUCHED))
        .doesNotContainAnyElementsOf(SeedFiles.logTemplates(Part.TUNING));
  }

  @Test
  void noTwoBugsAreReportedAlike() {
    Map<Report, String> known = new HashMap<>();
    for (Seed seed : allSeeds()) {
      Report withoutLines = seed.report().mapFrames(frame -> frame.atLine(0));
      assertThat(known.put(withoutLines, seed.bug())).as(seed.bug()).isNull();
    }
  }
}
