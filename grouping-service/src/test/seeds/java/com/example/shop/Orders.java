package com.example.shop;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

final class Orders {
  record Line(String sku, Integer cents, int count) {}

  enum State { NEW, PAID, SHIPPED }

  static final class OutOfStock extends RuntimeException {
    OutOfStock(String sku, int left, Throwable cause) {
      super("Only " + left + " of " + sku + " left", cause);
    }
  }

  private final Map<String, List<Line>> carts = new HashMap<>();
  private State state = State.NEW;

  static void bugs(Map<String, Callable<?>> bugs) {
    bugs.put("order-npe-cart", () -> new Orders().count("c-4711"));
    bugs.put("order-npe-unboxing", () -> new Orders().total(List.of(new Line("A-1", null, 2))));
    bugs.put("order-npe-required", () -> new Orders().create(null));
    bugs.put("order-concurrent-modification", () -> new Orders().removeEmpty(new ArrayList<>(List.of(1, 0, 2, 0, 3))));
    bugs.put("order-immutable", () -> new Orders().append(List.of("A-1"), "B-2"));
    bugs.put("order-state", () -> new Orders().ship(8812));
    bugs.put("order-enum", () -> new Orders().restore("CANCELLED"));
    bugs.put("order-stock", () -> new Orders().reserve("A-1", 500));
    bugs.put("order-duplicate-key", () -> new Orders().bySku(List.of(new Line("A-1", 1, 1), new Line("A-1", 2, 2))));
    bugs.put("order-iterator", () -> new Orders().first(Collections.<Line>emptyList().iterator()));
    bugs.put("order-optional", () -> new Orders().cheapest(List.of()));
    bugs.put("order-overflow", () -> new Orders().bundle(1));
    bugs.put("order-mutual-overflow", () -> new Orders().parts(1));
    bugs.put("order-sort-contract", () -> new Orders().sorted());
    bugs.put("order-sublist", () -> new Orders().page(List.of(1, 2, 3), 5));
    bugs.put("order-exact", () -> new Orders().inCents(Integer.MAX_VALUE));
  }

  int count(String cart) {
    return lines(cart).size();
  }

  private List<Line> lines(String cart) {
    return filtered(carts.get(cart));
  }

  private List<Line> filtered(List<Line> lines) {
    return lines.stream().filter(line -> line.count() > 0).toList();
  }

  int total(List<Line> lines) {
    return lines.stream().mapToInt(this::amount).sum();
  }

  private int amount(Line line) {
    return line.cents() * line.count();
  }

  Object create(String customer) {
    return validated(customer);
  }

  private String validated(String customer) {
    return Objects.requireNonNull(customer, "customer");
  }

  int removeEmpty(List<Integer> counts) {
    for (Integer count : counts) {
      if (count == 0) {
        drop(counts, count);
      }
    }
    for (Integer count : counts) {
      drop(counts, count);
    }
    return counts.size();
  }

  private void drop(List<Integer> counts, Integer count) {
    counts.remove(count);
  }

  Object append(List<String> skus, String sku) {
    return add(skus, sku);
  }

  private boolean add(List<String> skus, String sku) {
    return skus.add(sku);
  }

  State ship(int order) {
    Ensure.that(state == State.PAID, "Order " + order + " is " + state + ", cannot be shipped");
    return State.SHIPPED;
  }

  State restore(String name) {
    return parse(name);
  }

  private State parse(String name) {
    return State.valueOf(name);
  }

  int reserve(String sku, int count) {
    try {
      return take(sku, count);
    } catch (IllegalArgumentException e) {
      throw new OutOfStock(sku, 3, e);
    }
  }

  private int take(String sku, int count) {
    if (count > 3) {
      throw new IllegalArgumentException(count + " of " + sku + " wanted");
    }
    return count;
  }

  Map<String, Line> bySku(List<Line> lines) {
    return lines.stream().collect(Collectors.toMap(Line::sku, line -> line));
  }

  Line first(Iterator<Line> lines) {
    return head(lines);
  }

  private Line head(Iterator<Line> lines) {
    return lines.next();
  }

  Line cheapest(List<Line> lines) {
    return lines.stream().min((a, b) -> a.cents() - b.cents()).orElseThrow();
  }

  int bundle(int depth) {
    return bundle(depth + 1) + 1;
  }

  int parts(int depth) {
    return partsOf(depth + 1);
  }

  private int partsOf(int depth) {
    return parts(depth) + 1;
  }

  List<Integer> sorted() {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < 4000; i++) {
      numbers.add((i * 7919) % 101);
    }
    numbers.sort((a, b) -> (a * 31 + b * 17) % 3 - 1);
    return numbers;
  }

  List<Integer> page(List<Integer> all, int from) {
    return slice(all, from, from + 2);
  }

  private List<Integer> slice(List<Integer> all, int from, int to) {
    return all.subList(from, to);
  }

  int inCents(int euros) {
    return Math.multiplyExact(euros, 100);
  }
}
