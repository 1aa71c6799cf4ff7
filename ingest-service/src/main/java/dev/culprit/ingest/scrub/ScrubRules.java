package dev.culprit.ingest.scrub;

import java.util.List;

/** What a project wants removed from its events, compiled once per change of its settings. */
public record ScrubRules(SecretNames names, boolean ipAddresses) {

  /** Only what is removed for everybody. */
  public static final ScrubRules BUILT_IN = of(List.of(), false);

  public static ScrubRules of(List<String> projectNames, boolean ipAddresses) {
    return new ScrubRules(SecretNames.with(projectNames), ipAddresses);
  }
}
