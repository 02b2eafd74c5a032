package io.prontuario.testbed.peer;

import java.time.Duration;

/** Time as it passes in a trial, and whether its clients can write. */
interface Course {
    /** From now on acknowledgements count for {@link #writesWithin}. */
    void mark();

    /** Waits until writes have been acknowledged in each of three seconds after the mark. */
    boolean writesWithin(Duration limit);

    void pause(Duration time) throws InterruptedException;

    void log(String format, Object... arguments);
}
