package io.prontuario.testing.rules;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Sockets that were asked for since the last test ended. */
final class Violations {
    private static final List<IOException> SEEN = new CopyOnWriteArrayList<>();

    private Violations() {}

    /** Remembers the attempt: code that catches the exception must not hide it. */
    static IOException socket(String kind) {
        IOException refused = new IOException("a class named *Test opens no " + kind + ": name it *IT");
        SEEN.add(refused);
        return refused;
    }

    static List<IOException> take() {
        List<IOException> seen = List.copyOf(SEEN);
        SEEN.removeAll(seen);
        return seen;
    }
}
