package dev.culprit.ingest.stacktrace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.proto.ingest.v1.Frame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InAppRulesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/srv/app/node_modules/express/index.js",
        "node:internal/process",
        "/usr/lib/python3/dist-packages/x.py",
        "/venv/lib/python3.11/site-packages/flask/app.py",
        "/usr/lib/go/src/net/http/server.go",
        "/root/go/pkg/mod/github.com/x/y.go",
        "/usr/local/bundle/gems/rack-3.0/lib/rack.rb",
        "vendor/laravel/framework/x.php",
        "[internal function]",
        "[C]",
        "../sysdeps/nptl/libc_start_call_main.h",
        "/home/a/.cargo/registry/src/x/lib.rs",
        "<anonymous>"
      })
  void takesFilesOfPackagesForForeign(String file) {
    assertThat(InAppRules.isInApp(Frame.newBuilder().setFile(file).setFunction("f"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"app/models/order.rb", "/srv/shop/pay.py", "src/index.js", "Shop.java"})
  void takesOtherFilesForTheApplications(String file) {
    assertThat(InAppRules.isInApp(Frame.newBuilder().setFile(file).setFunction("f"))).isTrue();
  }

  @Test
  void judgesByModuleBeforeFile() {
    assertThat(
            InAppRules.isInApp(Frame.newBuilder().setModule("java.util.List").setFile("List.java")))
        .isFalse();
    assertThat(
            InAppRules.isInApp(Frame.newBuilder().setModule("javanese.Food").setFile("Food.java")))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "std::panicking::begin_panic",
        "core::option::unwrap_failed",
        "<alloc::vec::Vec as X>::y",
        "__libc_start_main",
        "_start",
        "??",
        "{main}"
      })
  void judgesByFunctionWhereThereIsNoFile(String function) {
    assertThat(InAppRules.isInApp(Frame.newBuilder().setFunction(function))).isFalse();
  }
}
