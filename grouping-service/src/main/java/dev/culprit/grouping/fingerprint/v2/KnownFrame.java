package dev.culprit.grouping.fingerprint.v2;

import dev.culprit.grouping.fingerprint.Fingerprint.Component;
import dev.culprit.grouping.fingerprint.Fingerprint.Component.Kind;
import dev.culprit.grouping.fingerprint.FrameVerdict;
import org.jspecify.annotations.Nullable;

/** A frame cleaned and judged as far as that is the same in every event that has it. */
final class KnownFrame {

  final Key key;
  final CleanName name;
  final Component component;

  /** Why it can never take part; null when it may. */
  final @Nullable FrameVerdict passedOver;

  final boolean isRuntime;
  final boolean isSystem;
  final boolean isRethrower;
  final boolean isEntry;

  KnownFrame(Key key) {
    this.key = key;
    Language language = Language.of(key.platform, key.file, key.module);
    this.name = Names.clean(language, key.module, key.function, key.file);
    this.component = new Component(Kind.FRAME, name.scope(), name.name());
    this.isRuntime = SystemCode.isRuntime(language, key.module, key.function, key.file);
    this.isSystem = SystemCode.isSystem(language, key.module, key.function, key.file, key.library);
    this.isRethrower = Rethrowers.isRethrower(name.name());
    boolean isBoundary = Boundaries.isBoundary(language, name, key.file);
    this.isEntry = Boundaries.isEntry(name, isBoundary);
    this.passedOver = passedOver(language, isBoundary);
  }

  private @Nullable FrameVerdict passedOver(Language language, boolean isBoundary) {
    if (name.scope().isEmpty() && name.name().isEmpty()) {
      return FrameVerdict.UNNAMED;
    }
    if (isBoundary) {
      return FrameVerdict.ASYNC_BOUNDARY;
    }
    if (name.isGenerated()) {
      return FrameVerdict.GENERATED;
    }
    boolean isMinified =
        language == Language.SCRIPT
            && ScriptNames.isMinified(name.name())
            && Files.isBundled(key.file);
    return isMinified ? FrameVerdict.MINIFIED : null;
  }

  /** What a frame is known by. */
  record Key(String module, String function, String file, String library, String platform) {

    boolean is(String m, String f, String path, String lib, String plat) {
      return function.equals(f)
          && module.equals(m)
          && file.equals(path)
          && library.equals(lib)
          && platform.equals(plat);
    }
  }
}
