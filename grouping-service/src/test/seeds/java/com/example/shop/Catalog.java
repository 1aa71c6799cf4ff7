package com.example.shop;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.ByteBuffer;
import java.text.SimpleDateFormat;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.regex.Pattern;

final class Catalog {
  static void bugs(Map<String, Callable<?>> bugs) {
    bugs.put("catalog-index", () -> new Catalog().item(List.of("lamp"), 7));
    bugs.put("catalog-array", () -> new Catalog().star(new int[5], 5));
    bugs.put("catalog-substring", () -> new Catalog().shortName("desk", 20));
    bugs.put("catalog-number", () -> new Catalog().stock("12 pieces"));
    bugs.put("catalog-decimal", () -> new Catalog().price("12,50"));
    bugs.put("catalog-division", () -> new Catalog().average(List.of()));
    bugs.put("catalog-rounding", () -> new Catalog().perPiece("10", "3"));
    bugs.put("catalog-cast", () -> new Catalog().weight("heavy"));
    bugs.put("catalog-pattern", () -> new Catalog().search("(*lamp"));
    bugs.put("catalog-uri", () -> new Catalog().image("http://img example/lamp"));
    bugs.put("catalog-date", () -> new Catalog().launch("2026-13-45"));
    bugs.put("catalog-old-date", () -> new Catalog().imported("03/2026"));
    bugs.put("catalog-format", () -> new Catalog().label("lamp"));
    bugs.put("catalog-negative-size", () -> new Catalog().tiles(-4));
    bugs.put("catalog-array-store", () -> new Catalog().mixed(new Integer[1]));
    bugs.put("catalog-buffer", () -> new Catalog().checksum(ByteBuffer.allocate(3)));
    bugs.put("catalog-class", () -> new Catalog().renderer("com.example.shop.FancyRenderer"));
    bugs.put("catalog-initialiser", () -> new Catalog().colours());
    bugs.put("catalog-locale", () -> new Catalog().language("not_a-locale!"));
    bugs.put("catalog-function", () -> new Catalog().facet(null));
  }

  String item(List<String> items, int number) {
    return at(items, number - 1);
  }

  private String at(List<String> items, int index) {
    return items.get(index);
  }

  int star(int[] counts, int stars) {
    return bucket(counts, stars);
  }

  private int bucket(int[] counts, int index) {
    return counts[index];
  }

  String shortName(String name, int length) {
    return cut(name, length) + "…";
  }

  private String cut(String name, int length) {
    return name.substring(0, length);
  }

  int stock(String text) {
    return number(text);
  }

  private int number(String text) {
    return Integer.parseInt(text);
  }

  BigDecimal price(String text) {
    return decimal(text);
  }

  private BigDecimal decimal(String text) {
    return new BigDecimal(text);
  }

  int average(List<Integer> ratings) {
    return mean(ratings.stream().mapToInt(Integer::intValue).sum(), ratings.size());
  }

  private int mean(int sum, int count) {
    return sum / count;
  }

  BigDecimal perPiece(String price, String count) {
    return divide(new BigDecimal(price), new BigDecimal(count));
  }

  private BigDecimal divide(BigDecimal a, BigDecimal b) {
    return a.divide(b);
  }

  double weight(Object attribute) {
    return grams(attribute) / 1000;
  }

  private double grams(Object attribute) {
    return (Double) attribute;
  }

  boolean search(String query) {
    return List.of("lamp").stream().anyMatch(name -> compiled(query).matcher(name).find());
  }

  private Pattern compiled(String query) {
    return Pattern.compile(query);
  }

  URI image(String text) {
    return resized(URI.create(text));
  }

  private URI resized(URI uri) {
    return uri.resolve("?w=80");
  }

  int launch(String day) {
    return year(day);
  }

  private int year(String day) {
    return LocalDate.parse(day).getYear();
  }

  Object imported(String text) throws Exception {
    try {
      return new SimpleDateFormat("dd.MM.yyyy", Locale.ROOT).parse(text);
    } catch (java.text.ParseException e) {
      throw new IllegalArgumentException("No import day: " + text, e);
    }
  }

  String label(String name) {
    return formatted("%d pieces of %s", name);
  }

  private String formatted(String format, Object... values) {
    return String.format(format, values);
  }

  int[] tiles(int count) {
    return allocate(count);
  }

  private int[] allocate(int count) {
    return new int[count];
  }

  Object mixed(Object[] values) {
    Arrays.setAll(values, i -> "text");
    return values;
  }

  long checksum(ByteBuffer data) {
    return first(data) ^ 1;
  }

  private long first(ByteBuffer data) {
    return data.getLong();
  }

  Object renderer(String name) throws Exception {
    return load(name).getDeclaredConstructor().newInstance();
  }

  private Class<?> load(String name) throws ClassNotFoundException {
    return Class.forName(name);
  }

  Object colours() {
    return Colours.DEFAULT;
  }

  static final class Colours {
    static final Object DEFAULT = parse("#zzzzzz");

    private static Object parse(String text) {
      return Integer.parseInt(text.substring(1), 16);
    }
  }

  Object language(String tag) {
    return new Locale.Builder().setLanguageTag(tag).build();
  }

  Object facet(Function<String, String> naming) {
    return List.of("a").stream().map(naming).toList();
  }
}
