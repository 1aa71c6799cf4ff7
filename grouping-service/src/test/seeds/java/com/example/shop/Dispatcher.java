package com.example.shop;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.Callable;

/** Calls an action as containers do: through a proxy, an interceptor and reflection. */
public final class Dispatcher {
  public Object dispatch(Callable<?> action) throws Exception {
    @SuppressWarnings("unchecked")
    Callable<Object> proxied =
        (Callable<Object>)
            Proxy.newProxyInstance(
                Dispatcher.class.getClassLoader(), new Class<?>[] {Callable.class}, new Interceptor(action));
    return proxied.call();
  }

  private record Interceptor(Callable<?> target) implements InvocationHandler {
    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
      try {
        return method.invoke(target, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }
  }
}
