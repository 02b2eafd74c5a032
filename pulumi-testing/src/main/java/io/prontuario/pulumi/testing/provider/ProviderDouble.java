package io.prontuario.pulumi.testing.provider;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.prontuario.pulumi.testing.schema.SdkSchema;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/** A provider in this process. The engine connects to it on a loopback port. */
public final class ProviderDouble implements AutoCloseable {
    private static final int LARGEST_MESSAGE = 64 * 1024 * 1024;

    private final String name;
    private final ResourceStore store = new ResourceStore();
    private final Server server;
    private final java.util.concurrent.ExecutorService threads = Executors.newCachedThreadPool();

    /** @param name the provider's package, such as gcp @param version the version of the program's SDK */
    public ProviderDouble(String name, String version, SdkSchema schemas, CloudModel cloud) throws IOException {
        this.name = name;
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .executor(threads)
                .maxInboundMessageSize(LARGEST_MESSAGE)
                .addService(new ProviderService(version, schemas, cloud, store))
                .build()
                .start();
    }

    /** The resources that exist. */
    public ResourceStore store() {
        return store;
    }

    /** The value of {@code PULUMI_DEBUG_PROVIDERS} with which the engine uses this provider. */
    public String attachment() {
        return name + ":" + server.getPort();
    }

    @Override
    public void close() {
        server.shutdownNow();
        threads.shutdownNow();
    }
}
