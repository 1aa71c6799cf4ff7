package dev.culprit.grouping.command;

/** Who asks for a change; {@code userId} 0 stands for a key without an account or the system. */
public record Actor(long userId, String name) {}
