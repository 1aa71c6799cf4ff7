import dev.culprit.runtime.database.EmbeddedPostgres;
import dev.culprit.runtime.database.EmbeddedPostgresConfig;
import java.nio.file.Path;
import java.util.Map;

/** An empty PostgreSQL for the script "test": prints its address and runs until its input ends. */
public final class TestDatabase {
  public static void main(String[] arguments) throws Exception {
    Path data = Path.of(arguments[0]);
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.start(
            new EmbeddedPostgresConfig(data, EmbeddedPostgresConfig.defaultCacheDirectory(), 0, Map.of(), false))) {
      System.out.println(postgres.uri());
      System.in.transferTo(System.err);
    }
  }
}
