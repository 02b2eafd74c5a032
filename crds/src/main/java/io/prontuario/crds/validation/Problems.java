package io.prontuario.crds.validation;

import java.util.ArrayList;
import java.util.List;

/** Collects the problems that rules find. */
final class Problems {
    private final List<Problem> found = new ArrayList<>();

    void error(String path, String message, String remedy) {
        found.add(new Problem.Error(path, message, remedy));
    }

    void warning(String path, String message, String remedy) {
        found.add(new Problem.Warning(path, message, remedy));
    }

    List<Problem> sorted() {
        return found.stream().distinct().sorted(Problem.BY_PATH).toList();
    }

    boolean isEmpty() {
        return found.isEmpty();
    }
}
