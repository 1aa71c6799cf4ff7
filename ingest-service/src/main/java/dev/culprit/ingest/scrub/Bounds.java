package dev.culprit.ingest.scrub;

/**
 * The limits that event.proto names, in UTF-16 units; byte limits of trees are counted in them too.
 */
final class Bounds {
  static final int EXCEPTIONS = 50;
  static final int FRAMES = 250;
  static final int FIRST_FRAMES = 200;
  static final int BREADCRUMBS = 100;
  static final int TAGS = 100;
  static final int CONTEXTS = 50;
  static final int HEADERS = 100;
  static final int FINGERPRINT_PARTS = 16;
  static final int MESSAGE_PARAMS = 50;
  static final int VARS = 50;
  static final int CONTEXT_LINES = 10;

  static final int MESSAGE_LENGTH = 8_192;
  static final int RAW_STACK_TRACE_LENGTH = 65_536;
  static final int TREE_SIZE = 16_384;
  static final int SMALL_TREE_SIZE = 4_096;
  static final int VARIABLE_SIZE = 1_024;
  static final int TREE_DEPTH = 8;
  static final int TREE_KEY_LENGTH = 200;
  static final int TREE_STRING_LENGTH = 8_192;

  private Bounds() {}
}
