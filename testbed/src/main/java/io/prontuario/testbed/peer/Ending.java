package io.prontuario.testbed.peer;

import io.prontuario.testbed.exec.UncheckedFiles;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Removes machines and files when a run ends, also by Ctrl-C. */
final class Ending implements AutoCloseable {
    private final Path work;
    private final AtomicReference<@Nullable PeerNetwork> network = new AtomicReference<>();
    private final Thread hook = new Thread(this::clean, "peers-end");

    Ending(Path work) {
        this.work = work;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    PeerNetwork with(PeerNetwork made) {
        network.set(made);
        return made;
    }

    private synchronized void clean() {
        PeerNetwork made = network.getAndSet(null);
        if (made != null) {
            made.close();
        }
        UncheckedFiles.delete(work);
    }

    @Override
    public void close() {
        clean();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM ends already, and the hook does or did the same.
            return;
        }
    }
}
