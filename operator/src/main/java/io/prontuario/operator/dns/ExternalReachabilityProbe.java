package io.prontuario.operator.dns;

import io.prontuario.continuity.model.Observation.PublicSide;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;

/**
 * Whether the hospital answers clients outside: any of its public addresses accepts a connection. It is silent only past the
 * failure threshold, and only while the name's own servers answer from here: a cloud that reaches nothing has no evidence.
 */
final class ExternalReachabilityProbe {
    private int failures;
    private volatile PublicSide seen = PublicSide.UNKNOWN;

    PublicSide seen() {
        return seen;
    }

    /**
     * One probe of all addresses, side by side.
     *
     * @param outsideAnswers whether another server outside this cluster answered just now
     * @param threshold consecutive failures after which the hospital counts as silent
     */
    PublicSide probe(List<String> addresses, int port, Duration timeout, boolean outsideAnswers, int threshold) {
        boolean accepts = addresses.parallelStream().anyMatch(address -> accepts(address, port, timeout));
        return count(accepts, outsideAnswers, threshold);
    }

    PublicSide count(boolean accepts, boolean outsideAnswers, int threshold) {
        if (accepts) {
            failures = 0;
            seen = PublicSide.ANSWERS;
        } else if (!outsideAnswers) {
            failures = 0;
            seen = PublicSide.UNKNOWN;
        } else if (++failures >= threshold) {
            seen = PublicSide.SILENT;
        }
        return seen;
    }

    private static boolean accepts(String address, int port, Duration timeout) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), (int) Math.max(1, timeout.toMillis()));
            return true;
        } catch (IOException silentOrRefused) {
            return false;
        }
    }
}
