package io.prontuario.operator.observe;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.util.concurrent.TimeUnit;

/** Ready when the gRPC health service answers SERVING. One connection per probe, as for HTTP. */
final class GrpcProber implements Prober {
    @Override
    public ProbeResult probe(ProbeTarget target) {
        ProbeResult connected = TcpProber.connect(target, target.timeout());
        return connected.kind() == ProbeResult.Kind.READY ? check(target) : connected;
    }

    private static ProbeResult check(ProbeTarget target) {
        ManagedChannel channel = NettyChannelBuilder.forAddress(target.address(), target.port())
                .usePlaintext()
                .build();
        try {
            HealthCheckResponse answer = HealthGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(target.timeout().toMillis(), TimeUnit.MILLISECONDS)
                    .check(HealthCheckRequest.newBuilder()
                            .setService(target.request().grpcService())
                            .build());
            return answer.getStatus() == HealthCheckResponse.ServingStatus.SERVING
                    ? ProbeResult.ready()
                    : ProbeResult.notReady("gRPC health answered " + answer.getStatus());
        } catch (StatusRuntimeException refused) {
            Status.Code code = refused.getStatus().getCode();
            return ProbeResult.notReady("gRPC health answered " + code);
        } finally {
            channel.shutdownNow();
        }
    }
}
