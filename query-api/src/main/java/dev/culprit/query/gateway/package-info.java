/** What gateways tell: rates of requests, and what problems of gateways are told apart by. */
@NullMarked
package dev.culprit.query.gateway;

import org.jspecify.annotations.NullMarked;
