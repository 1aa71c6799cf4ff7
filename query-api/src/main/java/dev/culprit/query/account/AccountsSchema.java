package dev.culprit.query.account;

import dev.culprit.runtime.database.SchemaOwner;
import java.util.List;

/** Schema {@code accounts}: the common reader role may not look into it. */
public final class AccountsSchema {
  public static final String ROLE = "culprit_accounts";
  public static final SchemaOwner OWNER =
      new SchemaOwner(
          "accounts",
          ROLE,
          "db/migration/accounts",
          List.of(),
          List.of("ingest", "grouping", "alerting"),
          false);

  private AccountsSchema() {}
}
