package io.prontuario.testing.rules;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test of a class named {@code *Test} that opened a socket, even if the code under test caught the refusal. Found by
 * JUnit's extension detection; acts only where the build sets {@code prontuario.tests=pure}. Processes are refused by the JVM
 * itself: the build gives it no launch mechanism.
 */
public final class PureTestRule implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
    private static final boolean ACTIVE = "pure".equals(System.getProperty("prontuario.tests"));
    private static boolean installed;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        if (ACTIVE) {
            install();
        }
    }

    /** The classic sockets; channels are refused by {@link NoSockets}. */
    @SuppressWarnings("deprecation") // There is no other way to hear of every socket of a JVM.
    private static synchronized void install() throws IOException {
        if (!installed) {
            installed = true;
            Socket.setSocketImplFactory(() -> {
                throw new IllegalStateException(Violations.socket("socket"));
            });
            ServerSocket.setSocketFactory(() -> {
                throw new IllegalStateException(Violations.socket("server socket"));
            });
            DatagramSocket.setDatagramSocketImplFactory(() -> {
                throw new IllegalStateException(Violations.socket("datagram socket"));
            });
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        check();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        check();
    }

    private static void check() {
        List<IOException> seen = Violations.take();
        if (ACTIVE && !seen.isEmpty()) {
            throw new AssertionError(seen.get(0).getMessage(), seen.get(0));
        }
    }
}
