package io.prontuario.operator.feature;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.MDC;

/**
 * Puts a platform's namespace and name on every log line that a thread writes, as {@code namespace} and {@code platform} of
 * SLF4J's MDC.
 */
public record PlatformLog(String namespace, String platform) {
    private static final String NAMESPACE = "namespace";
    private static final String PLATFORM = "platform";

    public static PlatformLog of(HasMetadata platform) {
        return new PlatformLog(
                platform.getMetadata().getNamespace(), platform.getMetadata().getName());
    }

    /** Until this is closed, log lines of the calling thread name the platform. */
    public interface Scope extends AutoCloseable {
        @Override
        void close();
    }

    public Scope open() {
        MDC.put(NAMESPACE, namespace);
        MDC.put(PLATFORM, platform);
        return () -> {
            MDC.remove(NAMESPACE);
            MDC.remove(PLATFORM);
        };
    }

    /**
     * Makes daemon threads that work for this platform alone.
     *
     * @param name of the threads; each has its number behind it
     */
    public ThreadFactory threads(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(
                    () -> {
                        try (Scope scope = open()) {
                            task.run();
                        }
                    },
                    name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
