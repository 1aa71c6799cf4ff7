package dev.culprit.grouping.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class GlobTest {

  @Property
  void agreesWithTheEquivalentRegularExpression(
      @ForAll @Chars({'*', '?', 'a', 'b'}) @StringLength(max = 8) String pattern,
      @ForAll @CharRange(from = 'a', to = 'b') @StringLength(max = 10) String text) {
    String regex = pattern.replace("*", ".*").replace("?", ".");

    assertThat(Glob.of(pattern, false).matches(text)).isEqualTo(Pattern.matches(regex, text));
  }

  @Test
  void escapesAndCase() {
    assertThat(Glob.of("a\\*b", false).matches("a*b")).isTrue();
    assertThat(Glob.of("a\\*b", false).matches("axb")).isFalse();
    assertThat(Glob.of("A*", true).matches("abc")).isTrue();
    assertThat(Glob.of("A*", false).matches("abc")).isFalse();
  }

  @Test
  @Timeout(value = 10, unit = TimeUnit.SECONDS)
  void hostilePatternsTakeNoLonger() {
    String text = "a".repeat(8192);
    for (int i = 0; i < 100; i++) {
      assertThat(Glob.of("*a".repeat(100) + "*b", false).matches(text)).isFalse();
      assertThat(Glob.of("*" + "a".repeat(200) + "b*", false).matches(text)).isFalse();
    }
  }
}
