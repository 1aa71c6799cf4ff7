package com.example.shop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;

final class Payments {
  static final class PaymentFailed extends RuntimeException {
    PaymentFailed(String message, Throwable cause) {
      super(message, cause);
    }
  }

  static void bugs(Map<String, Callable<?>> bugs) {
    bugs.put("payment-refused", () -> new Payments().charge(1250));
    bugs.put("payment-http-refused", () -> new Payments().rates(URI.create("http://127.0.0.1:9/rates")));
    bugs.put("payment-dns", () -> new Payments().host("pay.invalid"));
    bugs.put("payment-read-timeout", () -> new Payments().receipt());
    bugs.put("payment-http-timeout", () -> new Payments().balance());
    bugs.put("payment-closed", () -> new Payments().refund());
    bugs.put("payment-cause-of-cause", () -> new Payments().settle(88));
    bugs.put("payment-suppressed", () -> new Payments().capture());
    bugs.put("payment-currency", () -> new Payments().currency("EURO"));
    bugs.put("payment-assertion", () -> new Payments().check(-5));
  }

  int charge(int cents) {
    try {
      return connect(9).getPort() + cents;
    } catch (IOException e) {
      throw new PaymentFailed("Charging " + cents + " cents failed", e);
    }
  }

  private Socket connect(int port) throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), port);
  }

  String rates(URI uri) throws Exception {
    return get(uri, Duration.ofSeconds(2));
  }

  private String get(URI uri, Duration limit) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(limit).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  Object host(String name) throws Exception {
    return resolve(name);
  }

  private InetAddress resolve(String name) throws Exception {
    return InetAddress.getByName(name);
  }

  Object receipt() throws Exception {
    try (ServerSocket silent = new ServerSocket(0); Socket socket = connect(silent.getLocalPort())) {
      socket.setSoTimeout(20);
      return readReceipt(socket);
    }
  }

  private int readReceipt(Socket socket) throws IOException {
    return socket.getInputStream().read();
  }

  Object balance() throws Exception {
    try (ServerSocket silent = new ServerSocket(0)) {
      return fetchBalance(URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/balance/4711"));
    }
  }

  private String fetchBalance(URI uri) throws Exception {
    return get(uri, Duration.ofMillis(60));
  }

  Object refund() throws Exception {
    try (ServerSocket silent = new ServerSocket(0)) {
      Socket socket = connect(silent.getLocalPort());
      socket.close();
      return send(socket);
    }
  }

  private Object send(Socket socket) throws IOException {
    socket.getOutputStream().write(1);
    return null;
  }

  Object settle(int invoice) {
    try {
      return book(invoice);
    } catch (RuntimeException e) {
      throw new PaymentFailed("Invoice " + invoice + " was not settled", e);
    }
  }

  private Object book(int invoice) {
    try {
      return account(invoice).trim();
    } catch (NullPointerException e) {
      throw new IllegalStateException("Booking failed", e);
    }
  }

  private String account(int invoice) {
    return Map.of(1, "main").get(invoice);
  }

  Object capture() throws Exception {
    try (Terminal terminal = new Terminal()) {
      return terminal.read();
    }
  }

  static final class Terminal implements AutoCloseable {
    int read() {
      throw new UnsupportedOperationException("Card type 31 cannot be read");
    }

    @Override
    public void close() {
      throw new IllegalStateException("Terminal is busy");
    }
  }

  Object currency(String code) {
    return money(code);
  }

  private Object money(String code) {
    return java.util.Currency.getInstance(code);
  }

  Object check(int cents) {
    if (cents < 0) {
      throw new AssertionError("Negative amount: " + cents);
    }
    return cents;
  }
}
