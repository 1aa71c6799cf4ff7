package dev.culprit.runtime.grpc;

import io.grpc.MethodDescriptor;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts {@link CallGuard} in front of a service's interceptors and bounds how large a decompressed
 * request may get.
 */
final class GuardedService {
  private GuardedService() {}

  static ServerServiceDefinition of(
      ServerServiceDefinition service, List<ServerInterceptor> interceptors, int maxMessageBytes) {
    List<ServerInterceptor> outermostFirst = new ArrayList<>();
    outermostFirst.add(new CallGuard());
    outermostFirst.addAll(interceptors);
    return ServerInterceptors.interceptForward(bounded(service, maxMessageBytes), outermostFirst);
  }

  static ServerServiceDefinition bounded(ServerServiceDefinition service, int maxMessageBytes) {
    List<ServerMethodDefinition<?, ?>> methods = new ArrayList<>();
    service.getMethods().forEach(method -> methods.add(bounded(method, maxMessageBytes)));
    ServiceDescriptor.Builder descriptor =
        ServiceDescriptor.newBuilder(service.getServiceDescriptor().getName())
            .setSchemaDescriptor(service.getServiceDescriptor().getSchemaDescriptor());
    methods.forEach(method -> descriptor.addMethod(method.getMethodDescriptor()));
    ServerServiceDefinition.Builder definition =
        ServerServiceDefinition.builder(descriptor.build());
    methods.forEach(definition::addMethod);
    return definition.build();
  }

  private static <Q, R> ServerMethodDefinition<Q, R> bounded(
      ServerMethodDefinition<Q, R> method, int maxMessageBytes) {
    MethodDescriptor<Q, R> descriptor = method.getMethodDescriptor();
    MethodDescriptor.PrototypeMarshaller<Q> requests =
        (MethodDescriptor.PrototypeMarshaller<Q>) descriptor.getRequestMarshaller();
    return ServerMethodDefinition.create(
        descriptor.toBuilder(
                new BoundedMarshaller<>(requests, maxMessageBytes),
                descriptor.getResponseMarshaller())
            .build(),
        method.getServerCallHandler());
  }
}
