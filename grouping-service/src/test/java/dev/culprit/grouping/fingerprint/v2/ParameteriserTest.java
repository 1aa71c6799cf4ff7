package dev.culprit.grouping.fingerprint.v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.UUID;
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
        "in 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01 | in <traceparent>",
        "md5 d41d8cd98f00b204e9800998ecf8427e | md5 <hash>",
        "sha da39a3ee5e6b4b0d3255bfef95601890afd80709 | sha <hash>",
        "commit 3f2a9c8 of main | commit <hex> of main",
        "at 0x7ffe12ab in 4f2a99c1d0 | at <hex> in <hex>",
        "com.acme.Order@1b6d3586 is null | com.acme.Order@<hex> is null",
        "on 2026-11-22 at 10:15:30.123 | on <date> at <date>",
        "on 2026-11-22T10:15:30Z | on <date>",
        "on 2026-11-22 10:15:30,123 +02:00 it | on <date> it",
        "on 22/Nov/2026:10:15:30 +0000 it | on <date> it",
        "on Sun Nov 22 10:15:30 UTC 2026 it | on <date> it",
        "on Sun, 22 Nov 2026 10:15:30 GMT it | on <date> it",
        "on Nov 22, 2026 it | on <date> it",
        "on 22.11.2026 and 11/22/2026 | on <date> and <date>",
        "on 20261122T101530Z | on <date>",
        "after 30s and PT5.2S and 1h2m | after <duration> and <duration> and <duration>",
        "after 30 seconds, 5 ms | after <duration>",
        "after 1 minute or 300 millis | after <duration> or <duration>",
        "12MB of 50% and 7 bytes | <size> of <number> and <size>",
        "order-17 of shard_4 | order-<number> of shard_<number>",
        "key 'abc' is \"x y\" | key <quoted> is <quoted>",
        "name 'O''Brien' taken | name <quoted> taken",
        "can't open it's file | can't open it's file",
        "utf8 and http2 stay, worker12 too | utf8 and http2 stay, worker<number> too",
        "a  b\t c | a b c",
        "face added beef | face added beef",
        "db1.example.com:5432 refused | <host> refused",
        "redis-1:6379 and localhost:80 down | <host> and <host> down",
        "com.acme.Shop.place failed | com.acme.Shop.place failed",
        "Orders.java:120 and app.py:12 | Orders.java:<number> and app.py:<number>",
        "version 1.2.3 | version <number>.<number>.<number>",
        "open /var/log/shop/7.log: denied | open <path>: denied",
        "open C:\\data\\x.txt now | open <path> now",
        "read data/in/x.csv and/or N/A | read <path> and/or N/A",
        "user=bob retry=true code=E12 | user=<value> retry=<value> code=E12",
        "reason=refused status=502 | reason=refused status=502",
        "got HTTP 502 after 502 tries | got HTTP 502 after <number> tries",
        "504 Gateway Timeout | 504 Gateway Timeout",
        "id IN (1, 2, 3) and (4) | id IN (<number>) and (<number>)",
        "in ('a', 'b') | in (<quoted>)",
        "body {\"a\": [1, {\"b\": \"}\"}]} bad | body <json> bad",
        "cut {\"a\": [1, {\"b\": | cut <json>",
        "ids [1, 2, 3] not [4] | ids <list> not [<number>]",
        "key cus_9s6XKzkNRiz8i3 gone | key cus_<id> gone",
        "ORA-00942: table | ORA-00942: table",
        "errno 111 refused | errno 111 refused",
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
    String[] pieces = {
      "'", "\"a ", "1.", "a@", "0x", "::", "-", "1:", "'a 'b", "ab-", "[1,", "[1 ", "{\"", "''",
      "a=", "/", "Nov ", "1 ", "[\""
    };
    for (String piece : pieces) {
      String message = piece.repeat(8192 / piece.length());
      for (int i = 0; i < 500; i++) {
        assertThat(Parameteriser.parameterise(message)).isNotNull();
      }
    }
  }

  @Test
  void everyUuidIsOneWhateverItsDigitsLookLike() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      UUID uuid = new UUID(random.nextLong(), random.nextLong());

      assertThat(Parameteriser.parameterise("request " + uuid + ", order 7"))
          .as(uuid.toString())
          .isEqualTo("request <uuid>, order <number>");
    }
  }
}
