package dev.culprit.ingest.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** Bodies as they arrive when something went wrong: pieces replaced by junk, or the end cut off. */
public final class MutatedText {
  private static final int LONGEST_PIECE = 25;

  private MutatedText() {}

  /** The text with some short piece replaced by one of these, or cut there. */
  public static Arbitrary<byte[]> of(String text, String... junk) {
    Arbitrary<Integer> places = Arbitraries.integers().between(0, text.length() - 1);
    Arbitrary<Integer> lengths = Arbitraries.integers().between(0, LONGEST_PIECE);
    Arbitrary<byte[]> replaced =
        places.flatMap(
            at ->
                lengths.flatMap(
                    length -> Arbitraries.of(junk).map(piece -> replace(text, at, length, piece))));
    Arbitrary<byte[]> cut = places.map(at -> text.substring(0, at).getBytes(UTF_8));
    return Arbitraries.frequencyOf(Tuple.of(4, replaced), Tuple.of(1, cut));
  }

  private static byte[] replace(String text, int at, int length, String piece) {
    int end = Math.min(text.length(), at + length);
    return (text.substring(0, at) + piece + text.substring(end)).getBytes(UTF_8);
  }
}
