package io.prontuario.testbed.load;

import io.prontuario.testbed.load.ReadResult.Failed;
import io.prontuario.testbed.load.ReadResult.FailureKind;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;

/** Why a request got no answer. */
final class Failures {
    private Failures() {}

    static Failed of(Exception e, boolean connected, long deadlineNanos) {
        if (e instanceof SocketTimeoutException) {
            return new Failed(FailureKind.TIMEOUT, "no connection in time");
        }
        if (System.nanoTime() >= deadlineNanos) {
            return new Failed(FailureKind.TIMEOUT, connected ? "connected, then silence" : "no connection in time");
        }
        if (e instanceof NoRouteToHostException) {
            return new Failed(FailureKind.UNREACHABLE, e.getMessage());
        }
        if (e instanceof ConnectException) {
            return new Failed(FailureKind.REFUSED, e.getMessage());
        }
        return new Failed(FailureKind.BROKEN, e.getClass().getSimpleName() + ": " + e.getMessage());
    }
}
