package dev.culprit.proto;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import dev.culprit.proto.alert.v1.ActivityServiceOuterClass;
import dev.culprit.proto.alert.v1.AlertServiceOuterClass;
import dev.culprit.proto.grouping.v1.CorrectionServiceOuterClass;
import dev.culprit.proto.grouping.v1.EngineServiceOuterClass;
import dev.culprit.proto.grouping.v1.GroupingServiceOuterClass;
import dev.culprit.proto.grouping.v1.ProblemServiceOuterClass;
import dev.culprit.proto.grouping.v1.Storage;
import dev.culprit.proto.ingest.v1.EventOuterClass;
import dev.culprit.proto.ingest.v1.Gateway;
import dev.culprit.proto.ingest.v1.IngestServiceOuterClass;
import dev.culprit.proto.ingest.v1.ProjectServiceOuterClass;
import dev.culprit.proto.ingest.v1.SupplementOuterClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The lint rules of this contract, so that a careless change fails the build. */
class ProtoStyleTest {
  private static final Path SOURCES = Path.of("src/main/proto");
  private static final Pattern DECLARATION =
      Pattern.compile("^\\s*(service|message|enum|rpc)\\s+(\\w+).*");
  private static final Pattern FIELD =
      Pattern.compile("^\\s+(repeated |optional |map<.*> )?[\\w.]*\\s*\\w+ = \\d+;.*");

  private static final List<FileDescriptor> FILES =
      List.of(
          EventOuterClass.getDescriptor(),
          Gateway.getDescriptor(),
          IngestServiceOuterClass.getDescriptor(),
          ProjectServiceOuterClass.getDescriptor(),
          SupplementOuterClass.getDescriptor(),
          GroupingServiceOuterClass.getDescriptor(),
          CorrectionServiceOuterClass.getDescriptor(),
          EngineServiceOuterClass.getDescriptor(),
          ProblemServiceOuterClass.getDescriptor(),
          Storage.getDescriptor(),
          ActivityServiceOuterClass.getDescriptor(),
          AlertServiceOuterClass.getDescriptor());

  @Test
  void knowsEveryFile() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      List<String> onDisk =
          files
              .filter(file -> file.toString().endsWith(".proto"))
              .map(file -> SOURCES.relativize(file).toString().replace('\\', '/'))
              .toList();
      assertThat(FILES).extracting(FileDescriptor::getFullName).containsAll(onDisk);
    }
  }

  @TestFactory
  Stream<DynamicTest> packagesCarryTheirVersionAndFolder() {
    return each(
        file -> {
          assertThat(file.getPackage()).matches("culprit\\.[a-z]+\\.v[0-9]+");
          assertThat(file.getFullName()).startsWith(file.getPackage().replace('.', '/') + "/");
        });
  }

  @TestFactory
  Stream<DynamicTest> enumsStartUnspecifiedAndCarryTheirName() {
    return each(
        file -> {
          for (EnumDescriptor type : enumsOf(file)) {
            String prefix = upperSnake(type.getName()) + "_";
            assertThat(type.getValues().get(0).getName()).isEqualTo(prefix + "UNSPECIFIED");
            assertThat(type.getValues())
                .extracting(EnumValueDescriptor::getName)
                .allMatch(name -> name.startsWith(prefix));
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> everyCallHasMessagesOfItsOwn() {
    return each(
        file -> {
          Set<String> seen = new HashSet<>();
          file.getServices().stream()
              .flatMap(service -> service.getMethods().stream())
              .forEach(
                  method -> {
                    assertThat(method.getInputType().getName())
                        .isEqualTo(method.getName() + "Request");
                    assertThat(method.getOutputType().getName())
                        .isIn(method.getName() + "Response", streamedItem(method));
                    assertThat(seen.add(method.getInputType().getFullName())).isTrue();
                  });
        });
  }

  @TestFactory
  Stream<DynamicTest> everyFieldOfAnEventAndEveryServiceIsDescribed() throws IOException {
    return Stream.of(
            "culprit/ingest/v1/event.proto",
            "culprit/ingest/v1/gateway.proto",
            "culprit/ingest/v1/ingest_service.proto",
            "culprit/ingest/v1/project_service.proto",
            "culprit/ingest/v1/supplement.proto",
            "culprit/grouping/v1/grouping_service.proto",
            "culprit/grouping/v1/problem_service.proto",
            "culprit/alert/v1/activity_service.proto",
            "culprit/alert/v1/alert_service.proto")
        .map(name -> DynamicTest.dynamicTest(name, () -> assertDescribed(SOURCES.resolve(name))));
  }

  /** Top-level declarations need a comment above, unless they are a call's request or response. */
  private static void assertDescribed(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    boolean inEvent = false;
    for (int i = 1; i < lines.size(); i++) {
      String line = lines.get(i);
      var declaration = DECLARATION.matcher(line);
      if (declaration.matches()) {
        inEvent = line.startsWith("message Event ");
        boolean selfExplaining = declaration.group(2).matches("\\w+(Request|Response)");
        boolean commonCommand = declaration.group(1).equals("rpc");
        if (!line.startsWith(" ") && !selfExplaining && !commonCommand) {
          assertThat(commentedAbove(lines, i))
              .as("%s:%d %s", file.getFileName(), i + 1, line)
              .isTrue();
        }
      } else if (inEvent && FIELD.matcher(line).matches()) {
        assertThat(commentedAbove(lines, i))
            .as("%s:%d %s", file.getFileName(), i + 1, line)
            .isTrue();
      }
    }
  }

  private static boolean commentedAbove(List<String> lines, int index) {
    return lines.get(index - 1).trim().startsWith("//");
  }

  /** A server stream may answer with the thing it streams. */
  private static String streamedItem(MethodDescriptor method) {
    return method.isServerStreaming() ? method.getOutputType().getName() : "";
  }

  private static List<EnumDescriptor> enumsOf(FileDescriptor file) {
    List<EnumDescriptor> found = new ArrayList<>(file.getEnumTypes());
    for (Descriptor message : file.getMessageTypes()) {
      found.addAll(message.getEnumTypes());
    }
    return found;
  }

  private static String upperSnake(String camel) {
    return camel.replaceAll("([a-z])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
  }

  private interface Check {
    void accept(FileDescriptor file) throws Exception;
  }

  private static Stream<DynamicTest> each(Check check) {
    return FILES.stream()
        .map(file -> DynamicTest.dynamicTest(file.getFullName(), () -> check.accept(file)));
  }
}
