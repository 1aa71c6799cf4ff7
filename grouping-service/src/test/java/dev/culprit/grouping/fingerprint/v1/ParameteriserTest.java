package dev.culprit.grouping.fingerprint.v1;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameteriserTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "user 17 not found | user <number> not found",
        "took 3.5 of 1,000 units, -2 left | took <number> of <number> units, <number> left",
        "mail to jo.doe+x@mail.example.com bounced | mail to <email> bounced",
        "GET https://api.example.com/v1/users/7?x=1&y=2 failed | GET <url> failed",
        "see (http://x.example/a). | see (<url>).",
        "no route to 10.1.2.3:8080 | no route to <ip>",
        "peer fe80::1 closed | peer <ip> closed",
        "id 3f2504e0-4f89-11d3-9a0c-0305e82c3301 gone | id <uuid> gone",
        "/users/3f2504e0-4f89-11d3-9a0c-0305e82c3301/orders/12 | /users/<uuid>/orders/<number>",
        "md5 d41d8cd98f00b204e9800998ecf8427e | md5 <hash>",
        "sha da39a3ee5e6b4b0d3255bfef95601890afd80709 | sha <hash>",
        "at 0x7ffe12ab in 4f2a99c1d0 | at <hex> in <hex>",
        "com.acme.Order@1b6d3586 is null | com.acme.Order@<hex> is null",
        "on 2026-11-22 at 10:15:30.123 | on <date> at <date>",
        "on 2026-11-22T10:15:30Z | on <date>",
        "after 30s and PT5.2S and 1h2m | after <duration> and <duration> and <duration>",
        "12MB of 50% | <number> of <number>",
        "order-17 of shard_4 | order-<number> of shard_<number>",
        "key 'abc' is \"x y\" | key <quoted> is <quoted>",
        "can't open it's file | can't open it's file",
        "utf8 and http2 stay | utf8 and http2 stay",
        "a  b\t c | a b c",
        "face added beef | face added beef",
        "db1.example.com:5432 refused | db1.example.com:<number> refused",
        "version 1.2.3 | version <number>.<number>.<number>",
      })
  void replacesWhatDiffers(String message, String expected) {
    assertThat(Parameteriser.parameterise(message)).isEqualTo(expected);
  }

  @Property
  void neverFailsAndNeverGrowsBeyondItsBound(@ForAll String message) {
    assertThat(Parameteriser.parameterise(message).length()).isLessThanOrEqualTo(12 * 1024);
  }

  @Property
  void numbersNeverMatter(
      @ForAll @IntRange(max = Integer.MAX_VALUE) int a,
      @ForAll @IntRange(max = Integer.MAX_VALUE) int b) {
    assertThat(Parameteriser.parameterise("order " + a + " of 'x" + a + "' at /p/" + a))
        .isEqualTo(Parameteriser.parameterise("order " + b + " of 'x" + b + "' at /p/" + b));
  }

  @Test
  @Timeout(value = 20, unit = TimeUnit.SECONDS)
  void hostileMessagesTakeNoLonger() {
    for (String piece :
        new String[] {"'", "\"a ", "1.", "a@", "0x", "::", "-", "1:", "'a 'b", "ab-"}) {
      String message = piece.repeat(8192 / piece.length());
      for (int i = 0; i < 500; i++) {
        assertThat(Parameteriser.parameterise(message)).isNotNull();
      }
    }
  }
}
