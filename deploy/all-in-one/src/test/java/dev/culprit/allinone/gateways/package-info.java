/**
 * Real reverse proxies as witnesses: they run in front of upstreams that fail in every way, log to
 * the started product, and what it made of their logs is read back by REST.
 */
@NullMarked
package dev.culprit.allinone.gateways;

import org.jspecify.annotations.NullMarked;
