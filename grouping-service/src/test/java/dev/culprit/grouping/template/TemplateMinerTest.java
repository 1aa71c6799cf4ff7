package dev.culprit.grouping.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TemplateMinerTest {

  private final TemplateMiner miner = new TemplateMiner(TemplateLimits.DEFAULT);

  @Test
  void findsThePlaceThatVariesOnceEnoughWordsWereSeen() {
    assertThat(miner.founder("login of ann was odd")).isEqualTo("login of ann was odd");
    assertThat(miner.founder("login of bob was odd")).isEqualTo("login of ann was odd");
    assertThat(miner.founder("login of eve was odd")).isEqualTo("login of ann was odd");
    assertThat(miner.founder("login of ann was odd")).isEqualTo("login of ann was odd");
    assertThat(miner.founder("logout of joe was odd")).isEqualTo("logout of joe was odd");
  }

  @Test
  void asManyValuesAsTheLimitSays() {
    TemplateMiner careful = new TemplateMiner(new TemplateLimits(10, 4, 3, 10));
    assertThat(careful.founder("login of ann was odd")).isEqualTo("login of ann was odd");
    assertThat(careful.founder("login of bob was odd")).isEqualTo("login of bob was odd");
    assertThat(careful.founder("login of eve was odd")).isEqualTo("login of ann was odd");
    assertThat(careful.founder("login of bob was odd")).isEqualTo("login of bob was odd");
  }

  @Test
  void codesInCapitalsStay() {
    for (String code : List.of("SC--", "SH--", "UT", "UO")) {
      String message = "shop answered " + code + " to web";
      assertThat(miner.founder(message)).isEqualTo(message);
    }
  }

  @Test
  void wordsThatTellTheCauseStay() {
    for (String cause : List.of("refused", "reset", "closed", "denied", "lost")) {
      String message = "connection to bank was " + cause;
      assertThat(miner.founder(message)).isEqualTo(message);
    }
  }

  @Test
  void shortMessagesStandForThemselves() {
    for (String word : List.of("a", "b", "c", "d")) {
      assertThat(miner.founder("hello " + word)).isEqualTo("hello " + word);
    }
    assertThat(miner.state()).isEqualTo(TemplateState.EMPTY);
  }

  @Test
  void learnsNoMoreThanItsLimit() {
    TemplateMiner small = new TemplateMiner(new TemplateLimits(10, 4, 3, 3));
    for (int i = 0; i < 1000; i++) {
      String message = "w" + i + " x y" + i + " z" + i;
      assertThat(small.founder(message)).isEqualTo(message);
    }
    assertThat(small.state().templates()).hasSize(10);
  }

  @Test
  void instancesThatExchangeWhatTheyKnowAgree() {
    TemplateMiner other = new TemplateMiner(TemplateLimits.DEFAULT);
    List.of("ann", "bob", "eve").forEach(name -> miner.founder("login of " + name + " was odd"));
    List.of("joe", "kim", "lee").forEach(name -> other.founder("login of " + name + " was odd"));

    TemplateState before = miner.state();
    miner.merge(other.state());
    other.merge(before);

    assertThat(miner.state()).isEqualTo(other.state());
    assertThat(miner.founder("login of max was odd"))
        .isEqualTo(other.founder("login of max was odd"));
  }

  @Property(tries = 200)
  void theSameMessagesInTheSameOrderGiveTheSameState(
      @ForAll @Size(max = 60) List<@IntRange(max = 80) Integer> numbers) {
    assertThat(learned(numbers)).isEqualTo(learned(numbers));
  }

  @Property(tries = 200)
  void mergingIsTheSameInAnyOrderAndHoweverOften(
      @ForAll @Size(max = 40) List<@IntRange(max = 80) Integer> a,
      @ForAll @Size(max = 40) List<@IntRange(max = 80) Integer> b,
      @ForAll @Size(max = 40) List<@IntRange(max = 80) Integer> c,
      @ForAll @IntRange(min = 1, max = 12) int most) {
    TemplateState x = learned(a);
    TemplateState y = learned(b);
    TemplateState z = learned(c);

    assertThat(x.merge(y, most)).isEqualTo(y.merge(x, most));
    assertThat(x.merge(y, most).merge(z, most)).isEqualTo(x.merge(y.merge(z, most), most));
    assertThat(x.merge(y, most).merge(y, most)).isEqualTo(x.merge(y, most));
    assertThat(x.merge(y, most).templates().size()).isLessThanOrEqualTo(most);
  }

  @Property(tries = 200)
  void aFounderIsItsOwnFounder(@ForAll @Size(max = 60) List<@IntRange(max = 80) Integer> numbers) {
    TemplateMiner fresh = new TemplateMiner(TemplateLimits.DEFAULT);
    for (int number : numbers) {
      String founder = fresh.founder(message(number));
      assertThat(fresh.founder(founder)).isEqualTo(founder);
    }
  }

  private static TemplateState learned(List<Integer> numbers) {
    TemplateMiner fresh = new TemplateMiner(TemplateLimits.DEFAULT);
    numbers.forEach(number -> fresh.founder(message(number)));
    return fresh.state();
  }

  /** A few shapes with a few values each. */
  private static String message(int number) {
    return "shape" + number % 2 + " of v" + number % 9 + " in w" + number % 5;
  }
}
