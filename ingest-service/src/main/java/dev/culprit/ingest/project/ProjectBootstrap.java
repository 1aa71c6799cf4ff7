package dev.culprit.ingest.project;

import dev.culprit.proto.ingest.v1.ProjectSettings;
import dev.culprit.runtime.config.Secret;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the first project and its key on an empty database, once however many instances start
 * together. A key that was not given is made and logged this one time.
 */
public final class ProjectBootstrap {
  private static final Logger log = LoggerFactory.getLogger(ProjectBootstrap.class);

  private final ProjectStore store;
  private final String projectName;
  private final Optional<Secret> givenKey;

  public ProjectBootstrap(Pool pool, String projectName, Optional<Secret> givenKey) {
    this.store = new ProjectStore(pool);
    this.projectName = projectName;
    this.givenKey = givenKey;
  }

  /** Whether a key is in the form that all clients accept. */
  public static boolean isValidKey(String key) {
    return KeySecrets.isValid(key);
  }

  public Future<Void> run() {
    return store.inTransaction(
        connection ->
            store
                .isEmptyAndLocked(connection)
                .compose(empty -> empty ? create(connection) : Future.succeededFuture()));
  }

  private Future<Void> create(SqlConnection connection) {
    String secret = givenKey.map(Secret::value).orElseGet(() -> new KeySecrets().next());
    ProjectSettings settings = SettingsRules.checked(ProjectSettings.getDefaultInstance());
    return store
        .insert(connection, Slugs.from(projectName), projectName, settings)
        .compose(
            project ->
                store.insertKey(connection, project.orElseThrow().getId(), "bootstrap", secret))
        .onSuccess(key -> announce(secret))
        .mapEmpty();
  }

  private void announce(String secret) {
    if (givenKey.isPresent()) {
      log.atInfo().addKeyValue("project", projectName).log("created the first project");
    } else {
      log.atInfo()
          .addKeyValue("project", projectName)
          .addKeyValue("ingestion_key", secret)
          .log("created the first project; its ingestion key is shown this once");
    }
  }
}
