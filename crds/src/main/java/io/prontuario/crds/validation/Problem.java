package io.prontuario.crds.validation;

import java.util.Comparator;

/** An error or a warning of a spec: field, what is wrong, what to do. */
public sealed interface Problem {
    Comparator<Problem> BY_PATH =
            Comparator.comparing(Problem::path, PathOrder.NATURAL).thenComparing(Problem::message);

    /** The field, such as {@code spec.hosts[1].role}, in the notation of the API server. */
    String path();

    /** What is wrong. */
    String message();

    /** What to change. */
    String remedy();

    /** The spec is refused; the operator keeps the last accepted one. Does not depend on the time. */
    record Error(String path, String message, String remedy) implements Problem {
        @Override
        public String toString() {
            return path + ": " + message + "; " + remedy;
        }
    }

    /** The spec is accepted, but probably not as intended. */
    record Warning(String path, String message, String remedy) implements Problem {
        @Override
        public String toString() {
            return path + ": " + message + "; " + remedy;
        }
    }
}
