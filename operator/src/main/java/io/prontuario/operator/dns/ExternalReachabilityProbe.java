package io.prontuario.operator.dns;

import io.prontuario.continuity.model.Observation.PublicSide;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;

/**
 * The site as clients outside meet it: whether any of its public addresses accepts a connection. Silent only past the failure
 * threshold, and only while the name's own servers answer from here: a cloud that reaches nothing knows nothing.
 */
final class ExternalReachabilityProbe {
    private int failures;
    private volatile PublicSide seen = PublicSide.UNKNOWN;

    PublicSide seen() {
        return seen;
    }

    /**
     * One look.
     *
     * @param outsideAnswers whether something else out there answered just now
     * @param threshold consecutive failures that make silence
     */
    PublicSide look(List<String> addresses, int port, Duration timeout, boolean outsideAnswers, int threshold) {
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
