package io.prontuario.pulumi.testing.google;

import com.google.protobuf.Struct;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.StatusRuntimeException;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.prontuario.pulumi.testing.provider.ProtocolValues;
import io.prontuario.pulumi.testing.provider.ProviderService;
import io.prontuario.pulumi.testing.provider.ResourceStore;
import io.prontuario.pulumi.testing.schema.SdkSchema;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import pulumirpc.Provider;
import pulumirpc.ResourceProviderGrpc;

/** Calls the double over the provider protocol, like the engine, but in process instead of over a socket. */
final class ProviderClient implements AutoCloseable {
    final GoogleCloudModel cloud = new GoogleCloudModel();
    private final Server server;
    private final ManagedChannel channel;
    private final ResourceProviderGrpc.ResourceProviderBlockingStub provider;

    ProviderClient() throws IOException {
        String name = InProcessServerBuilder.generateName();
        server = InProcessServerBuilder.forName(name)
                .directExecutor()
                .addService(new ProviderService("7.0.0", SdkSchema.gcp(), cloud, new ResourceStore()))
                .build()
                .start();
        channel = InProcessChannelBuilder.forName(name).directExecutor().build();
        provider = ResourceProviderGrpc.newBlockingStub(channel);
    }

    private static String urn(String token, String name) {
        return "urn:pulumi:test::test::" + token + "::" + name;
    }

    /** The failures of a check, as PROPERTY: REASON. */
    List<String> check(String token, Map<String, ?> inputs) {
        return provider
                .check(Provider.CheckRequest.newBuilder()
                        .setUrn(urn(token, "x"))
                        .setNews(ProtocolValues.write(inputs))
                        .build())
                .getFailuresList()
                .stream()
                .map(f -> f.getProperty() + ": " + f.getReason())
                .toList();
    }

    /** Creates a resource and returns its id. */
    String create(String token, String name, Map<String, ?> inputs) {
        return provider.create(Provider.CreateRequest.newBuilder()
                        .setUrn(urn(token, name))
                        .setProperties(ProtocolValues.write(inputs))
                        .build())
                .getId();
    }

    void update(String token, String id, Map<String, ?> old, Map<String, ?> now) {
        provider.update(Provider.UpdateRequest.newBuilder()
                .setUrn(urn(token, "x"))
                .setId(id)
                .setOlds(ProtocolValues.write(old))
                .setNews(ProtocolValues.write(now))
                .build());
    }

    void delete(String token, String id) {
        provider.delete(Provider.DeleteRequest.newBuilder()
                .setUrn(urn(token, "x"))
                .setId(id)
                .setProperties(Struct.getDefaultInstance())
                .build());
    }

    /** The message of the error with which a call fails. */
    static String refusal(Runnable call) {
        try {
            call.run();
        } catch (StatusRuntimeException e) {
            return String.valueOf(e.getStatus().getDescription());
        }
        throw new AssertionError("the call was accepted");
    }

    @Override
    public void close() {
        channel.shutdownNow();
        server.shutdownNow();
    }
}
