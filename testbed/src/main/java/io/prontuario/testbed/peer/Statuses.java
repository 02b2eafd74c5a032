package io.prontuario.testbed.peer;

import java.util.List;

/** Listens to what a system says of itself. */
interface Statuses extends AutoCloseable {
    /** Says nothing. */
    Statuses NONE = new Statuses() {
        @Override
        public List<String> since(long nanos) {
            return List.of();
        }

        @Override
        public void close() {}
    };

    /** What was said since then, and not "all is well". */
    List<String> since(long nanos);

    @Override
    void close();
}
