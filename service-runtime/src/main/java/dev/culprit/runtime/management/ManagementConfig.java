package dev.culprit.runtime.management;

import dev.culprit.runtime.config.Environment;

/** Where the management endpoints listen; port 0 takes any free one. */
public record ManagementConfig(String host, int port) {
  public static ManagementConfig from(Environment environment) {
    return new ManagementConfig(
        environment.text("CULPRIT_INTERNAL_BIND_ADDRESS", "127.0.0.1"),
        environment.port("CULPRIT_MANAGEMENT_PORT", 9600));
  }
}
