package dev.culprit.grouping.near;

import java.util.List;

/**
 * Some stored traces of a project, oldest first.
 *
 * @param epoch changes whenever traces that were read before may stand for another problem
 */
public record TracePage(long epoch, List<StoredTrace> traces) {}
