package dev.culprit.runtime.database;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A schema, the role that owns it and the migrations that fill it.
 *
 * @param schema the schema's name
 * @param role the role that owns the schema and every table in it; nobody logs in as it
 * @param location where the migrations are on the class path, such as {@code db/migration/ingest}
 * @param extensions PostgreSQL extensions that the migrations need; they are put into schema public
 * @param alsoReads schemas of others that this role may SELECT from; any makes it a member of the
 *     common reader role
 * @param readable whether the common reader role may SELECT from this schema
 */
public record SchemaOwner(
    String schema,
    String role,
    String location,
    List<String> extensions,
    List<String> alsoReads,
    boolean readable) {
  private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

  public SchemaOwner {
    requireName(schema);
    requireName(role);
    extensions.forEach(SchemaOwner::requireName);
    extensions = List.copyOf(extensions);
    alsoReads = List.copyOf(alsoReads);
  }

  /** A schema that the common reader role may read. */
  public SchemaOwner(
      String schema,
      String role,
      String location,
      List<String> extensions,
      List<String> alsoReads) {
    this(schema, role, location, extensions, alsoReads, true);
  }

  /** Names go into SQL as they are, so they must need no quoting. */
  private static void requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("'" + name + "' is not a plain PostgreSQL name");
    }
  }
}
