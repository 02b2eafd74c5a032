package io.prontuario.testbed.peer;

import io.prontuario.testbed.exec.UncheckedFiles;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** Removes machines and files when a run ends, also by Ctrl-C: the last made first. */
final class Ending implements AutoCloseable {
    private final Deque<Runnable> removals = new ArrayDeque<>();
    private final Thread hook = new Thread(this::endByHook, "peers-end");
    private volatile boolean begun;

    Ending(Path work) {
        then(() -> UncheckedFiles.delete(work));
        Runtime.getRuntime().addShutdownHook(hook);
    }

    final synchronized void then(Runnable removal) {
        removals.push(removal);
    }

    private void endByHook() {
        begun = true;
        removeAll();
    }

    /** Whether the JVM is ending: what fails now fails because of that. */
    boolean begun() {
        return begun;
    }

    /** Each once, even when one fails. */
    synchronized void removeAll() {
        while (!removals.isEmpty()) {
            try {
                removals.pop().run();
            } catch (RuntimeException e) {
                System.err.println("cannot remove what a peer made: " + e.getMessage());
            }
        }
    }

    @Override
    public void close() {
        removeAll();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM ends already, and the hook does or did the same.
            return;
        }
    }
}
