package com.example.shop;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ObjectInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Scanner;
import java.util.concurrent.Callable;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;

final class Imports {
  static final class ImportFailed extends Exception {
    ImportFailed(String message, Throwable cause) {
      super(message, cause);
    }
  }

  static void bugs(Map<String, Callable<?>> bugs) {
    bugs.put("import-json", () -> new Imports().feed("{\"items\":[1,2,}"));
    bugs.put("import-json-type", () -> new Imports().name(new JsonObject().put("name", 12)));
    bugs.put("import-json-array", () -> new Imports().second(new JsonArray().add(1)));
    bugs.put("import-jackson", () -> new Imports().tokens("{\"a\":truth}"));
    bugs.put("import-xml", () -> new Imports().sitemap("<urlset><url></urlset>"));
    bugs.put("import-file", () -> new Imports().read(Path.of("/var/data/in/2026-03.csv")));
    bugs.put("import-directory", () -> new Imports().list(Path.of("/var/data/none")));
    bugs.put("import-gzip", () -> new Imports().unzip(new byte[] {1, 2, 3}));
    bugs.put("import-zip", () -> new Imports().archive("/var/data/in/feed-88.zip"));
    bugs.put("import-serialised", () -> new Imports().restore(new byte[] {0, 1, 2, 3, 4, 5}));
    bugs.put("import-charset", () -> new Imports().text(new byte[] {(byte) 0xe9, 0x20}));
    bugs.put("import-scanner", () -> new Imports().total("12 x"));
    bugs.put("import-properties", () -> new Imports().setting("url=\\u12"));
    bugs.put("import-wrapped", () -> new Imports().all("catalogue-12.json"));
    bugs.put("import-protobuf", () -> new Imports().message(new byte[] {10, 99, 1}));
  }

  Object feed(String text) {
    return items(text);
  }

  private Object items(String text) {
    return new JsonObject(text).getJsonArray("items");
  }

  Object name(JsonObject product) {
    return title(product);
  }

  private JsonObject title(JsonObject product) {
    return product.getJsonObject("name");
  }

  Object second(JsonArray items) {
    return pick(items, 1);
  }

  private Object pick(JsonArray items, int at) {
    return items.getInteger(at);
  }

  Object tokens(String text) throws Exception {
    var parser = new com.fasterxml.jackson.core.JsonFactory().createParser(text);
    while (advance(parser)) {}
    return null;
  }

  private boolean advance(com.fasterxml.jackson.core.JsonParser parser) throws Exception {
    return parser.nextToken() != null;
  }

  Object sitemap(String text) throws Exception {
    return document(text).getDocumentElement();
  }

  private org.w3c.dom.Document document(String text) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  Object read(Path path) throws Exception {
    return lines(path);
  }

  private Object lines(Path path) throws Exception {
    return Files.readAllLines(path);
  }

  Object list(Path folder) throws Exception {
    try (var files = Files.list(folder)) {
      return files.count();
    }
  }

  Object unzip(byte[] data) throws Exception {
    return inflate(data);
  }

  private byte[] inflate(byte[] data) throws Exception {
    return new GZIPInputStream(new ByteArrayInputStream(data)).readAllBytes();
  }

  Object archive(String path) throws Exception {
    try (ZipFile file = open(path)) {
      return file.size();
    }
  }

  private ZipFile open(String path) throws Exception {
    return new ZipFile(path);
  }

  Object restore(byte[] data) throws Exception {
    return object(data);
  }

  private Object object(byte[] data) throws Exception {
    return new ObjectInputStream(new ByteArrayInputStream(data)).readObject();
  }

  Object text(byte[] data) throws Exception {
    return decoded(data);
  }

  private Object decoded(byte[] data) throws Exception {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(data)).toString();
  }

  int total(String text) {
    Scanner scanner = new Scanner(text);
    return next(scanner) + next(scanner);
  }

  private int next(Scanner scanner) {
    return scanner.nextInt();
  }

  Object setting(String text) throws Exception {
    Properties properties = new Properties();
    properties.load(new java.io.StringReader(text));
    return properties;
  }

  Object all(String name) throws ImportFailed {
    try {
      return one(name);
    } catch (IllegalStateException e) {
      throw new ImportFailed("Import of " + name + " failed", e);
    }
  }

  private Object one(String name) {
    Ensure.that(name.endsWith(".csv"), name + " is no CSV file");
    return name;
  }

  Object message(byte[] data) throws Exception {
    return parsed(data);
  }

  private Object parsed(byte[] data) throws Exception {
    return com.google.protobuf.Any.parseFrom(data);
  }
}
