package dev.culprit.runtime.grpc;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.StringValue;
import com.google.protobuf.WrappersProto;
import io.grpc.BindableService;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.protobuf.ProtoFileDescriptorSupplier;
import io.grpc.protobuf.ProtoServiceDescriptorSupplier;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;

/**
 * A service as the generator would write it, with one method of each kind that the product uses;
 * tests fill in what it does.
 */
abstract class EchoService implements BindableService {
  static final String NAME = "culprit.test.v1.Echo";
  static final MethodDescriptor<StringValue, StringValue> SAY = method("Say", MethodType.UNARY);
  static final MethodDescriptor<StringValue, StringValue> CHAT =
      method("Chat", MethodType.BIDI_STREAMING);

  void say(StringValue request, StreamObserver<StringValue> answer) {
    answer.onNext(request);
    answer.onCompleted();
  }

  StreamObserver<StringValue> chat(StreamObserver<StringValue> answer) {
    return new StreamObserver<>() {
      @Override
      public void onNext(StringValue value) {
        answer.onNext(value);
      }

      @Override
      public void onError(Throwable cause) {}

      @Override
      public void onCompleted() {
        answer.onCompleted();
      }
    };
  }

  @Override
  public ServerServiceDefinition bindService() {
    ServiceDescriptor descriptor =
        ServiceDescriptor.newBuilder(NAME)
            .setSchemaDescriptor(new Schema())
            .addMethod(SAY)
            .addMethod(CHAT)
            .build();
    return ServerServiceDefinition.builder(descriptor)
        .addMethod(SAY, ServerCalls.asyncUnaryCall(this::say))
        .addMethod(CHAT, ServerCalls.asyncBidiStreamingCall(this::chat))
        .build();
  }

  static StringValue text(String value) {
    return StringValue.of(value);
  }

  private static MethodDescriptor<StringValue, StringValue> method(String name, MethodType type) {
    return MethodDescriptor.<StringValue, StringValue>newBuilder()
        .setType(type)
        .setFullMethodName(MethodDescriptor.generateFullMethodName(NAME, name))
        .setRequestMarshaller(ProtoUtils.marshaller(StringValue.getDefaultInstance()))
        .setResponseMarshaller(ProtoUtils.marshaller(StringValue.getDefaultInstance()))
        .build();
  }

  private static final class Schema
      implements ProtoFileDescriptorSupplier, ProtoServiceDescriptorSupplier {
    @Override
    public FileDescriptor getFileDescriptor() {
      String type = ".google.protobuf.StringValue";
      FileDescriptorProto file =
          FileDescriptorProto.newBuilder()
              .setName("echo.proto")
              .setPackage("culprit.test.v1")
              .setSyntax("proto3")
              .addDependency("google/protobuf/wrappers.proto")
              .addService(
                  ServiceDescriptorProto.newBuilder()
                      .setName("Echo")
                      .addMethod(
                          MethodDescriptorProto.newBuilder()
                              .setName("Say")
                              .setInputType(type)
                              .setOutputType(type))
                      .addMethod(
                          MethodDescriptorProto.newBuilder()
                              .setName("Chat")
                              .setInputType(type)
                              .setOutputType(type)
                              .setClientStreaming(true)
                              .setServerStreaming(true)))
              .build();
      try {
        return FileDescriptor.buildFrom(file, new FileDescriptor[] {WrappersProto.getDescriptor()});
      } catch (DescriptorValidationException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("Echo");
    }
  }
}
