package dev.culprit.grouping.fingerprint.v1;

import dev.culprit.grouping.fingerprint.ErrorFacts;
import dev.culprit.grouping.fingerprint.Fingerprint;
import dev.culprit.grouping.fingerprint.Fingerprint.Component;
import dev.culprit.grouping.fingerprint.Fingerprint.Component.Kind;
import dev.culprit.grouping.fingerprint.Fingerprint.Layer;
import dev.culprit.grouping.fingerprint.FingerprintVersion;
import java.util.ArrayList;
import java.util.List;

/**
 * Client fingerprint; else the exceptions' types with their in-app frames (all frames when none is
 * in-app), without line numbers; else the outermost type with its parameterised message; else the
 * parameterised message.
 */
public final class FingerprintV1 implements FingerprintVersion {

  private static final int NUMBER = 1;

  @Override
  public int number() {
    return NUMBER;
  }

  @Override
  public Fingerprint fingerprint(ErrorFacts facts) {
    List<Component> components = new ArrayList<>();
    Layer layer = collect(facts, components);
    long[] hash = ComponentHash.of(components);
    return new Fingerprint(NUMBER, hash[0], hash[1], layer, components);
  }

  private static Layer collect(ErrorFacts facts, List<Component> components) {
    List<String> wanted = facts.clientFingerprint();
    if (wanted.isEmpty() || (wanted.size() == 1 && isDefault(wanted.get(0)))) {
      return collectDefault(facts, components);
    }
    for (String part : wanted) {
      if (isDefault(part)) {
        collectDefault(facts, components);
      } else {
        components.add(new Component(Kind.CLIENT, "", part));
      }
    }
    return Layer.CLIENT;
  }

  private static boolean isDefault(String part) {
    String trimmed = part.strip();
    return trimmed.length() <= 32
        && trimmed.startsWith("{{")
        && trimmed.endsWith("}}")
        && trimmed.substring(2, trimmed.length() - 2).strip().equals("default");
  }

  private static Layer collectDefault(ErrorFacts facts, List<Component> components) {
    if (ChainComponents.collect(facts, components)) {
      return Layer.FRAMES;
    }
    String type = facts.exceptionCount() == 0 ? "" : facts.exceptionType(0);
    String value = facts.exceptionCount() == 0 ? "" : facts.exceptionValue(0);
    String text = value.isBlank() ? facts.message() : value;
    if (!type.isEmpty()) {
      components.add(new Component(Kind.TYPE, "", GeneratedNames.strip(type)));
    }
    components.add(new Component(Kind.MESSAGE, "", Parameteriser.parameterise(text)));
    return type.isEmpty() ? Layer.MESSAGE : Layer.TYPE_AND_MESSAGE;
  }
}
