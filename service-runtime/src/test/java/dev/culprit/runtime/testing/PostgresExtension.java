package dev.culprit.runtime.testing;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test class an empty database on a real PostgreSQL, as a {@link TestDatabase} parameter
 * of a constructor, a life-cycle method or a test. The server is started once a JVM, with
 * everything that makes it durable turned off.
 */
public final class PostgresExtension
    implements BeforeAllCallback, AfterAllCallback, ParameterResolver {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(PostgresExtension.class);

  @Override
  public void beforeAll(ExtensionContext context) {
    database(context);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    TestDatabase database =
        context.getRoot().getStore(NAMESPACE).remove(key(context), TestDatabase.class);
    if (database != null) {
      SharedServer.instance().drop(database);
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == TestDatabase.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return database(context);
  }

  private static TestDatabase database(ExtensionContext context) {
    ExtensionContext.Store store = context.getRoot().getStore(NAMESPACE);
    return store.computeIfAbsent(
        key(context), key -> SharedServer.instance().newDatabase(), TestDatabase.class);
  }

  private static Class<?> key(ExtensionContext context) {
    return context.getRequiredTestClass();
  }
}
