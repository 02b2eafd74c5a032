package io.prontuario.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** Waits for a condition; an exception counts as "not yet". */
public final class Await {
    private static final Duration POLL = Duration.ofMillis(10);

    private Await() {}

    /**
     * @throws org.awaitility.core.ConditionTimeoutException naming {@code what} when it does not come within
     *     {@code limit}
     */
    public static void until(String what, Duration limit, Callable<Boolean> condition) {
        Awaitility.await(what)
                .atMost(limit)
                .pollDelay(Duration.ZERO)
                .pollInterval(POLL)
                .ignoreExceptions()
                .until(condition);
    }
}
