package dev.culprit.query.event;

import dev.culprit.proto.grouping.v1.FrameVars;
import dev.culprit.proto.grouping.v1.StoredExceptionStack;
import dev.culprit.proto.grouping.v1.StoredPayload;
import dev.culprit.proto.grouping.v1.StoredStackTrace;
import dev.culprit.proto.ingest.v1.ExceptionInfo;
import dev.culprit.proto.ingest.v1.Frame;
import dev.culprit.proto.ingest.v1.Mechanism;
import dev.culprit.proto.ingest.v1.Value;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts exceptions, their shared stack traces and an event's own variables together again. */
final class StackJson {
  private final List<ExceptionInfo> exceptions;
  private final List<StoredExceptionStack> stacks;
  private final Map<Position, Map<String, Value>> vars = new HashMap<>();
  private final String fallbackType;

  private record Position(int exception, int frame) {}

  /**
   * The fallback names the outermost exception when its payload was sampled out and only the frames
   * are left.
   */
  private StackJson(StoredPayload payload, StoredStackTrace trace, String fallbackType) {
    this.exceptions = payload.getEvent().getExceptionsList();
    this.stacks = trace.getExceptionsList();
    this.fallbackType = fallbackType;
    for (FrameVars frame : payload.getFrameVarsList()) {
      vars.put(new Position(frame.getExceptionIndex(), frame.getFrameIndex()), frame.getVarsMap());
    }
  }

  static JsonArray of(StoredPayload payload, StoredStackTrace trace, String fallbackType) {
    return new StackJson(payload, trace, fallbackType).toJson();
  }

  private JsonArray toJson() {
    JsonArray json = new JsonArray();
    for (int i = 0; i < Math.max(exceptions.size(), stacks.size()); i++) {
      ExceptionInfo exception =
          i < exceptions.size()
              ? exceptions.get(i)
              : ExceptionInfo.newBuilder().setType(i == 0 ? fallbackType : "").build();
      StoredExceptionStack stack =
          i < stacks.size() ? stacks.get(i) : StoredExceptionStack.getDefaultInstance();
      json.add(exception(i, exception, stack));
    }
    return json;
  }

  private JsonObject exception(int index, ExceptionInfo exception, StoredExceptionStack stack) {
    JsonArray frames = new JsonArray();
    for (int i = 0; i < stack.getFramesCount(); i++) {
      frames.add(frame(stack.getFrames(i), vars.getOrDefault(new Position(index, i), Map.of())));
    }
    JsonObject json =
        new JsonObject().put("type", exception.getType()).put("value", exception.getValue());
    Present.text(json, "module", exception.getModule());
    if (exception.hasMechanism()) {
      json.put("mechanism", mechanism(exception.getMechanism()));
    }
    Present.text(json, "thread", exception.getThread());
    json.put("frames", frames).put("frames_omitted", stack.getFramesOmitted());
    Present.text(json, "raw_stack_trace", stack.getRawStackTrace());
    return json;
  }

  private static JsonObject mechanism(Mechanism mechanism) {
    JsonObject json = new JsonObject();
    Present.text(json, "type", mechanism.getType());
    if (mechanism.hasHandled()) {
      json.put("handled", mechanism.getHandled());
    }
    json.put("synthetic", mechanism.getSynthetic());
    if (mechanism.hasParent()) {
      json.put("parent", mechanism.getParent());
    }
    json.put("exception_group", mechanism.getExceptionGroup());
    Present.text(json, "source", mechanism.getSource());
    return json;
  }

  private static JsonObject frame(Frame frame, Map<String, Value> vars) {
    JsonObject json = new JsonObject();
    Present.text(json, "function", frame.getFunction());
    Present.text(json, "module", frame.getModule());
    Present.text(json, "file", frame.getFile());
    Present.number(json, "line", frame.getLine());
    Present.number(json, "column", frame.getColumn());
    if (frame.hasInApp()) {
      json.put("in_app", frame.getInApp());
    }
    Present.texts(json, "pre_context", frame.getPreContextList());
    Present.text(json, "context_line", frame.getContextLine());
    Present.texts(json, "post_context", frame.getPostContextList());
    if (!vars.isEmpty()) {
      json.put("vars", ValueJson.of(vars));
    }
    Present.text(json, "package", frame.getPackage());
    return json;
  }
}
