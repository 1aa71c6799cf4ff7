package dev.culprit.ingest.stacktrace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeadingTest {
  @ParameterizedTest
  @CsvSource({
    "java.io.IOException: a: b,java.io.IOException,a: b",
    "java.io.IOException,java.io.IOException,''",
    "Error:,Error,''",
    "Shop::PayError: no,Shop::PayError,no",
    "Acme\\Shop\\PayException: no,Acme\\Shop\\PayException,no",
    "Acme.Cart`1+Inner[T]: no,Acme.Cart`1+Inner[T],no",
    "__main__.f.<locals>.E: no,__main__.f.<locals>.E,no"
  })
  void splitsTypeFromMessage(String text, String type, String message) {
    assertThat(Heading.of(text)).contains(new Heading(type, message));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ": x", "two words: x", "12:30: x", "a..: x", "'a': x", "-a: x", "\"a\""})
  void refusesWhatIsNoType(String text) {
    assertThat(Heading.of(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.B: x", "Error: x", "PayException", "LB$OrderException: x", "A::B"})
  void tellsTypesFromWords(String text) {
    assertThat(Heading.telling(text)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ERROR: x", "fail: x", "note: x", "Cart: x", "shop.cart: x", "hello"})
  void takesOtherWordsForWords(String text) {
    assertThat(Heading.telling(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "(struct) 0xc000094018,(struct) 0x...",
    "0xc000094018 and 0xc000094020,0x... and 0x...",
    "code=0x1 addr=0x0,code=0x1 addr=0x0",
    "0x,0x",
    "nothing,nothing"
  })
  void masksAddressesInMessages(String text, String masked) {
    assertThat(Addresses.mask(text)).isEqualTo(masked);
  }
}
