package shop

import groovy.json.JsonSlurper

class OutOfStock extends RuntimeException {
    OutOfStock(String message, Throwable cause) { super(message, cause) }
}

class Orders {
    final int number = 4711
    List<Map> lines = [[count: 2]]

    int total() { lines.sum { amount(it) } as int }
    int amount(Map line) { line.cents * line.count }
    String owner(order) { nameOf(order) }
    String nameOf(order) { order.owner.name.toUpperCase() }
    def pay(String way) { dispatch("payBy" + way) }
    def dispatch(String method) { "$method"(12) }
    def field() { read("colour") }
    def read(String name) { this."$name" }
    def reserve(int count) {
        try { take(count) } catch (IllegalArgumentException e) { throw new OutOfStock("Cannot reserve $count", e) }
    }
    def take(int count) { if (count > 3) throw new IllegalArgumentException("3 left") }
    def renumber() { assign(4712) }
    def assign(int n) { this["number"] = n }
    def check() { verify(lines.size()) }
    def verify(int size) { assert size == 3 }
    int bundle(int depth) { if (depth == 0) throw new IllegalStateException("Bundle is too deep"); bundle(depth - 1) + 1 }
    def quantity(String text) { whole(text) }
    def whole(String text) { text as Integer }
}

class Catalog {
    def average(List ratings) { mean(ratings.sum() ?: 0, ratings.size()) }
    def mean(int sum, int count) { sum.intdiv(count) }
    def feed(String text) { items(text) }
    def items(String text) { new JsonSlurper().parseText(text).items }
    def weight(attribute) { grams(attribute) }
    double grams(attribute) { (Double) attribute }
    def range(List items) { slice(items) }
    def slice(List items) { items[5..8].collect { it.size() } }
    def rule(String text) { evaluate(text) }
    def evaluate(String text) { new GroovyShell().evaluate(text) }
    def spread(List products) { names(products) }
    def names(List products) { products*.name*.trim().first() }
    def read(String path) { lines(path) }
    def lines(String path) { new File(path).readLines() }
    def each(Map counts) { counts.each { k, v -> share(v) } }
    def share(int n) { 100.intdiv(n) }
    def remove(List tags) { drop(tags.asImmutable()) }
    def drop(List tags) { tags << "a" }
}

class Bugs {
    static Map<String, Closure> all() {
        [
            "order-null-price"   : { new Orders().total() },
            "order-null-owner"   : { new Orders().owner([owner: null]) },
            "order-no-method"    : { new Orders().pay("Crypto") },
            "order-no-property"  : { new Orders().field() },
            "order-stock"        : { new Orders().reserve(500) },
            "order-read-only"    : { new Orders().renumber() },
            "order-assert"       : { new Orders().check() },
            "order-bundle"       : { new Orders().bundle(4) },
            "order-number"       : { new Orders().quantity("2 pieces") },
            "catalog-division"   : { new Catalog().average([]) },
            "catalog-json"       : { new Catalog().feed('{"items":[1,2,}') },
            "catalog-cast"       : { new Catalog().weight(new Date(0)) },
            "catalog-range"      : { new Catalog().range([1, 2]) },
            "catalog-rule"       : { new Catalog().rule("total * 2") },
            "catalog-rule-syntax": { new Catalog().rule("total * * (") },
            "catalog-spread"     : { new Catalog().spread([[name: 12]]) },
            "catalog-file"       : { new Catalog().read("/var/data/feeds/2026-03.csv") },
            "catalog-share"      : { new Catalog().each([a: 0]) },
            "catalog-immutable"  : { new Catalog().remove(["b"]) },
        ]
    }
}
