package io.prontuario.testbed.demo;

import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Prepares the worst case: one host carries the leading operator, etcd's leader and the API server in use. */
final class LeaderPlacement {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final StepContext context;
    private final StretchedControlPlane controlPlane;
    private final OperatorPods operators;

    LeaderPlacement(StepContext context, StretchedControlPlane controlPlane, OperatorPods operators) {
        this.context = context;
        this.controlPlane = controlPlane;
        this.operators = operators;
    }

    /** @throws CliException when the placement is not reached in time */
    void gatherOn(String host, String otherHost) throws InterruptedException {
        if (operators.readyOn(host).isEmpty()) {
            operators.cordon(otherHost, true);
            try {
                operators.readyOn(otherHost).ifPresent(operators::delete);
                require(
                        "no operator runs on " + host,
                        () -> operators.readyOn(host).isPresent());
            } finally {
                operators.cordon(otherHost, false);
            }
        }
        if (!operators.leadsOn(host)) {
            // A stopped replica releases its Lease at once, to the only other replica.
            operators.leader().ifPresent(operators::delete);
        }
        require(
                "the operator on " + host + " is not the leader of two replicas",
                () -> operators.leadsOn(host) && operators.ready().size() == 2);
        controlPlane.moveEtcdLeaderTo(host);
        require(
                "the API server in use is not the one on " + host,
                () -> controlPlane.apiServerInUse().filter(host::equals).isPresent());
        context.timeline()
                .log(
                        "%s carries the leading operator, etcd's leader and the API server that outside clients use",
                        host);
    }

    private void require(String otherwise, BooleanSupplier wanted) throws InterruptedException {
        if (!operators.await(LIMIT, wanted)) {
            throw new CliException(
                    ExitCode.UNREACHABLE,
                    "the step cannot be prepared: " + otherwise + " within " + LIMIT.toSeconds() + " s");
        }
    }
}
