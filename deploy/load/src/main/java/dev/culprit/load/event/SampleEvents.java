package dev.culprit.load.event;

import dev.culprit.load.event.SampleEvent.Language;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Makes up errors of a shop's back end. The same seed gives the same events. A problem is told from
 * the others by its own code's frames, which carry the run's name, so that each run has problems of
 * its own and their counts are the run's counts; variants of a problem differ in everything else.
 */
public final class SampleEvents {
  private static final List<Language> LANGUAGES = List.of(Language.values());
  private static final List<String> AREAS =
      List.of("orders", "billing", "catalog", "shipping", "accounts", "search", "carts", "refunds");
  private static final List<String> NOUNS =
      List.of("Invoice", "Order", "Payment", "Parcel", "Coupon", "Product", "Address", "Refund");
  private static final List<String> JOBS =
      List.of("Loader", "Writer", "Validator", "Importer", "Calculator", "Mapper", "Notifier");
  private static final List<String> VERBS =
      List.of("load", "save", "apply", "reserve", "charge", "convert", "submit", "release");
  private static final List<String> FAULTS =
      List.of("NotFound", "Timeout", "Conflict", "InvalidState", "Connection", "Parse", "Limit");
  private static final List<String> ENVIRONMENTS =
      List.of("production", "production", "production", "staging");
  private static final int APP_FRAMES = 6;
  private static final int LIBRARY_FRAMES = 23;

  private final String run;
  private final String runWord;
  private final long seed;

  public SampleEvents(String run, long seed) {
    this.run = run;
    this.runWord = word(run);
    this.seed = seed;
  }

  /**
   * The run in letters alone, for names of classes and files: digits in them may be taken for
   * noise.
   */
  private static String word(String run) {
    StringBuilder word = new StringBuilder();
    for (long rest = run.hashCode() & 0xffff_ffffL; rest > 0; rest /= 26) {
      word.append((char) ('a' + rest % 26));
    }
    return "Run" + word;
  }

  /** The variant-th way in which the problem shows. */
  public SampleEvent event(int problem, int variant) {
    Language language = LANGUAGES.get(problem % LANGUAGES.size());
    Random fixed = new Random(seed * 31 + problem);
    Random varied = new Random(seed * 1_000_003 + problem * 4_099L + variant);
    String area = pick(AREAS, fixed);
    String subject = pick(NOUNS, fixed) + pick(JOBS, fixed) + runWord;
    String fault = pick(NOUNS, fixed) + pick(FAULTS, fixed) + "Error";
    List<SampleFrame> frames = frames(language, area, subject, problem, fixed);
    String verb = frames.get(0).function();
    String customer = hex(varied, 8);
    String message =
        "Could not %s %s %s of customer %s after %d ms: state is %s"
            .formatted(
                verb, area, Template.SEQUENCE, customer, varied.nextInt(20_000), hex(varied, 6));
    return new SampleEvent(
        language,
        fault,
        message,
        frames,
        "POST /api/" + area + "/{id}/" + verb,
        pick(ENVIRONMENTS, varied),
        run,
        "app-" + area + "-" + varied.nextInt(12),
        tags(area, varied),
        context(varied),
        headers(varied),
        params(area, varied),
        user(customer, varied));
  }

  private List<SampleFrame> frames(
      Language language, String area, String subject, int problem, Random random) {
    List<SampleFrame> frames = new ArrayList<>();
    String root = "shop_" + run.replace('-', '_') + "." + area + ".p" + problem;
    for (int i = 0; i < APP_FRAMES; i++) {
      String owner = i == 0 ? subject : pick(NOUNS, random) + pick(JOBS, random);
      frames.add(frame(language, root, owner, pick(VERBS, random), random, true));
    }
    Random shared = new Random(seed + random.nextInt(50));
    for (int i = 0; i < LIBRARY_FRAMES; i++) {
      String owner = pick(JOBS, shared) + pick(NOUNS, shared);
      frames.add(frame(language, "vendor.web.core", owner, pick(VERBS, shared), shared, false));
    }
    return List.copyOf(frames);
  }

  private static SampleFrame frame(
      Language language, String root, String owner, String verb, Random random, boolean inApp) {
    String folder = root.replace('.', '/');
    int line = 10 + random.nextInt(600);
    String snake = owner.replaceAll("(?<=.)([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    String file =
        switch (language) {
          case RUBY ->
              (inApp ? "/srv/shop/app/" : "/usr/lib/ruby/gems/3.3.0/gems/")
                  + folder
                  + "/"
                  + snake
                  + ".rb";
          case NODE ->
              (inApp ? "[PROJECT_ROOT]/src/" : "[PROJECT_ROOT]/node_modules/")
                  + folder
                  + "/"
                  + snake
                  + ".js";
          case JAVA -> owner + ".java";
        };
    String module = language == Language.JAVA ? prefix(inApp) + root + "." + owner : root;
    return new SampleFrame(module, verb, file, line, inApp);
  }

  private static String prefix(boolean inApp) {
    return inApp ? "com.example." : "org.springframework.";
  }

  private static Map<String, String> tags(String area, Random random) {
    Map<String, String> tags = new LinkedHashMap<>();
    tags.put("area", area);
    tags.put("region", "eu-" + (1 + random.nextInt(4)));
    tags.put("tier", random.nextBoolean() ? "web" : "worker");
    return tags;
  }

  private static Map<String, String> context(Random random) {
    Map<String, String> context = new LinkedHashMap<>();
    context.put("sequence", Template.SEQUENCE);
    context.put("request_id", hex(random, 32));
    context.put("pod", "shop-" + hex(random, 10) + "-" + hex(random, 5));
    context.put("feature_flags", "new-cart,fast-refund,price-v" + random.nextInt(9));
    context.put("queue_depth", Integer.toString(random.nextInt(5_000)));
    return context;
  }

  private static Map<String, String> headers(Random random) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Host", "shop.example.com");
    headers.put("Accept", "application/json, text/plain, */*");
    headers.put("Accept-Language", random.nextBoolean() ? "de-DE,de;q=0.9" : "en-GB,en;q=0.8");
    headers.put("Authorization", "Bearer " + hex(random, 32));
    headers.put(
        "User-Agent",
        "Mozilla/5.0 (X11; Linux x86_64; rv:%d.0) Gecko/20100101 Firefox/%d.0"
            .formatted(120 + random.nextInt(30), 120 + random.nextInt(30)));
    headers.put("X-Request-Id", hex(random, 32));
    headers.put("X-Forwarded-For", "203.0.113." + random.nextInt(255));
    headers.put("Content-Type", "application/json");
    return headers;
  }

  private static Map<String, String> params(String area, Random random) {
    Map<String, String> params = new LinkedHashMap<>();
    params.put("id", Template.SEQUENCE);
    params.put("controller", "api/v2/" + area);
    params.put("quantity", Integer.toString(1 + random.nextInt(40)));
    params.put("password", hex(random, 12));
    params.put("note", "Please leave the parcel at door " + random.nextInt(900));
    return params;
  }

  private static Map<String, String> user(String customer, Random random) {
    Map<String, String> user = new LinkedHashMap<>();
    user.put("id", customer);
    user.put("email", "customer." + customer + "@example.com");
    user.put("name", "Customer " + random.nextInt(100_000));
    return user;
  }

  private static String pick(List<String> words, Random random) {
    return words.get(random.nextInt(words.size()));
  }

  private static String hex(Random random, int digits) {
    StringBuilder text = new StringBuilder(digits);
    for (int i = 0; i < digits; i++) {
      text.append(Character.forDigit(random.nextInt(16), 16));
    }
    return text.toString();
  }
}
