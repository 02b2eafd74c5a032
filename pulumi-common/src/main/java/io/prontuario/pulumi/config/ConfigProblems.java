package io.prontuario.pulumi.config;

import java.util.ArrayList;
import java.util.List;

/** Collects the problems that checks find in a configuration. */
public final class ConfigProblems {
    private final List<ConfigProblem> problems = new ArrayList<>();

    /** Adds a problem; see {@link ConfigProblem} for the arguments. */
    public void add(String key, String what, String remedy) {
        problems.add(new ConfigProblem(key, what, remedy));
    }

    /** Adds a problem if the condition is false. */
    public void require(boolean condition, String key, String what, String remedy) {
        if (!condition) {
            add(key, what, remedy);
        }
    }

    /** The problems in the order in which they were found. */
    public List<ConfigProblem> list() {
        return List.copyOf(problems);
    }

    /** @throws InvalidConfigException with every problem, if there is one */
    public void throwIfAny() {
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(problems);
        }
    }
}
