package io.prontuario.pulumi.testing.provider;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.prontuario.pulumi.testing.schema.SdkSchema;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/** A provider in this process, reached by the engine over its own protocol on a loopback port. */
public final class ProviderDouble implements AutoCloseable {
    private static final int LARGEST_MESSAGE = 64 * 1024 * 1024;

    private final String name;
    private final World world = new World();
    private final Server server;
    private final java.util.concurrent.ExecutorService threads = Executors.newCachedThreadPool();

    /** @param name the provider's package, such as gcp @param version the version that the program's SDK was made for */
    public ProviderDouble(String name, String version, SdkSchema schemas, Cloud cloud) throws IOException {
        this.name = name;
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .executor(threads)
                .maxInboundMessageSize(LARGEST_MESSAGE)
                .addService(new ProviderService(version, schemas, cloud, world))
                .build()
                .start();
    }

    public World world() {
        return world;
    }

    /** How the engine is told to use this provider: the value of {@code PULUMI_DEBUG_PROVIDERS}. */
    public String attachment() {
        return name + ":" + server.getPort();
    }

    @Override
    public void close() {
        server.shutdownNow();
        threads.shutdownNow();
    }
}
