package io.prontuario.pulumi.gcp.policypack;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Serves the policies to the engine that started this process, and prints the port. */
public final class PolicyPack {
    private static final int LARGEST_MESSAGE = 64 * 1024 * 1024;

    private PolicyPack() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Server server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .maxInboundMessageSize(LARGEST_MESSAGE)
                .addService(new AnalyzerService(Policies.ALL))
                .build()
                .start();
        // By the engine's plugin protocol the first line of output is the port.
        System.out.println(server.getPort());
        server.awaitTermination();
    }
}
