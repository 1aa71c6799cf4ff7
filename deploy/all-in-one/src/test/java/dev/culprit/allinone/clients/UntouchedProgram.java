package dev.culprit.allinone.clients;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A program that knows nothing of any tracker: it writes a failure to its log. */
final class UntouchedProgram {
  private static final Logger log = LoggerFactory.getLogger("shop.Orders");

  private UntouchedProgram() {}

  public static void main(String[] arguments) {
    try {
      placeOrder(arguments[0]);
    } catch (IllegalStateException failure) {
      log.error("save failed", failure);
    }
  }

  private static void placeOrder(String marker) {
    throw new IllegalStateException(marker, new NumberFormatException("stock is empty"));
  }
}
