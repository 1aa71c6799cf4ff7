/**
 * The OTLP wire, over gRPC and HTTP: finds the exceptions in traces and logs and takes each once,
 * however many records tell of it.
 */
@NullMarked
package dev.culprit.ingest.otlp;

import org.jspecify.annotations.NullMarked;
