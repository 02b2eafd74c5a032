package io.prontuario.pulumi.testing.google;

import com.google.protobuf.Struct;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.prontuario.pulumi.testing.provider.ProviderDouble;
import io.prontuario.pulumi.testing.provider.Wire;
import io.prontuario.pulumi.testing.schema.SdkSchema;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import pulumirpc.Provider;
import pulumirpc.ResourceProviderGrpc;

/** Talks to the double as the engine does. */
final class Client implements AutoCloseable {
    final GoogleCloud cloud = new GoogleCloud();
    private final ProviderDouble google;
    private final ManagedChannel channel;
    private final ResourceProviderGrpc.ResourceProviderBlockingStub provider;

    Client() throws IOException {
        google = new ProviderDouble("gcp", "7.0.0", SdkSchema.gcp(), cloud);
        int port = Integer.parseInt(google.attachment().split(":")[1]);
        channel =
                NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
        provider = ResourceProviderGrpc.newBlockingStub(channel);
    }

    private static String urn(String token, String name) {
        return "urn:pulumi:test::test::" + token + "::" + name;
    }

    /** Refusals of a check, as PROPERTY: REASON. */
    List<String> check(String token, Map<String, ?> inputs) {
        return provider
                .check(Provider.CheckRequest.newBuilder()
                        .setUrn(urn(token, "x"))
                        .setNews(Wire.write(inputs))
                        .build())
                .getFailuresList()
                .stream()
                .map(f -> f.getProperty() + ": " + f.getReason())
                .toList();
    }

    /** Creates and returns the id. */
    String create(String token, String name, Map<String, ?> inputs) {
        return provider.create(Provider.CreateRequest.newBuilder()
                        .setUrn(urn(token, name))
                        .setProperties(Wire.write(inputs))
                        .build())
                .getId();
    }

    void update(String token, String id, Map<String, ?> old, Map<String, ?> now) {
        provider.update(Provider.UpdateRequest.newBuilder()
                .setUrn(urn(token, "x"))
                .setId(id)
                .setOlds(Wire.write(old))
                .setNews(Wire.write(now))
                .build());
    }

    void delete(String token, String id) {
        provider.delete(Provider.DeleteRequest.newBuilder()
                .setUrn(urn(token, "x"))
                .setId(id)
                .setProperties(Struct.getDefaultInstance())
                .build());
    }

    /** The words of the error that a call ends with. */
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
        google.close();
    }
}
