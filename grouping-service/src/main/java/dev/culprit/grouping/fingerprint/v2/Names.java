package dev.culprit.grouping.fingerprint.v2;

/** Cleans names by the habits of the language. Every step is linear in the name. */
final class Names {

  /** Longer names are cut: no person wrote them. */
  private static final int LONGEST = 512;

  private Names() {}

  static CleanName clean(Language language, String module, String function, String file) {
    String cut = cut(function);
    String scope = cut(module);
    CleanName clean =
        switch (language) {
          case JVM -> JvmNames.clean(scope, cut);
          case DOTNET -> CompiledNames.dotnet(scope, cut);
          default -> CleanName.of(scope(language, scope), function(language, cut));
        };
    return clean.scope().isEmpty() && module.isEmpty()
        ? new CleanName(Files.scope(file), clean.name(), clean.isGenerated())
        : clean;
  }

  /** The type of an exception. */
  static String type(Language language, String type) {
    String cut = cut(type);
    return switch (language) {
      case PHP -> InterpretedNames.php(cut);
      case GO -> CompiledNames.go(cut);
      case RUST -> CompiledNames.rust(cut);
      case DOTNET -> CompiledNames.dotnet(cut, "").scope();
      case JVM, OTHER -> cut.indexOf('$') > 0 || cut.indexOf('/') > 0 ? JvmNames.type(cut) : cut;
      default -> cut;
    };
  }

  private static String scope(Language language, String module) {
    return switch (language) {
      case SCRIPT -> Files.looksLikePath(module) ? Files.scope(module) : module;
      case PHP -> InterpretedNames.php(module);
      case GO -> CompiledNames.go(module);
      case RUST -> CompiledNames.rust(module);
      case PYTHON, RUBY, PERL, LUA -> Files.looksLikePath(module) ? Files.scope(module) : module;
      default -> module;
    };
  }

  private static String function(Language language, String function) {
    return switch (language) {
      case SCRIPT -> ScriptNames.function(function);
      case PYTHON -> InterpretedNames.python(function);
      case RUBY -> InterpretedNames.ruby(function);
      case PHP -> InterpretedNames.php(function);
      case PERL -> InterpretedNames.perl(function);
      case LUA -> InterpretedNames.lua(function);
      case GO -> CompiledNames.go(function);
      case RUST -> CompiledNames.rust(function);
      case NATIVE -> CompiledNames.nativeCode(function);
      case BEAM -> CompiledNames.beam(function);
      case JVM, DOTNET, OTHER -> function;
    };
  }

  private static String cut(String name) {
    return name.length() > LONGEST ? name.substring(0, LONGEST) : name;
  }
}
