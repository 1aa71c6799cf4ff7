package dev.culprit.grouping.pipeline;

import dev.culprit.grouping.near.KnownTraces;
import dev.culprit.grouping.near.TraceCodec;
import io.vertx.core.WorkerExecutor;

/**
 * What finding a problem needs besides the transaction.
 *
 * @param worker where events are compared
 */
record Locator(EventKeys keys, KnownTraces traces, TraceCodec codec, WorkerExecutor worker) {}
