package io.prontuario.crds.validation;

import java.util.Comparator;

/** Something wrong with a spec, said so that a person can act on it. */
public sealed interface Problem {
    Comparator<Problem> BY_PATH =
            Comparator.comparing(Problem::path, PathOrder.NATURAL).thenComparing(Problem::message);

    /** The field, such as {@code spec.hosts[1].role}; as the API server writes it. */
    String path();

    /** What is wrong. */
    String message();

    /** What to change. */
    String remedy();

    /** The spec cannot run: the operator keeps the last good one. Never depends on the time of day. */
    record Error(String path, String message, String remedy) implements Problem {
        @Override
        public String toString() {
            return path + ": " + message + "; " + remedy;
        }
    }

    /** The spec runs, but probably not as meant. */
    record Warning(String path, String message, String remedy) implements Problem {
        @Override
        public String toString() {
            return path + ": " + message + "; " + remedy;
        }
    }
}
