package io.prontuario.pulumi.config;

import java.util.List;
import java.util.stream.Collectors;

/** A stack's configuration is invalid. The message lists every problem, so that one run is enough to fix them all. */
public final class InvalidConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient List<ConfigProblem> problems;

    public InvalidConfigException(List<ConfigProblem> problems) {
        super(problems.size() + (problems.size() == 1 ? " problem" : " problems")
                + " in the stack's configuration; nothing was created:\n"
                + problems.stream().map(p -> "  - " + p.line()).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<ConfigProblem> problems() {
        return problems;
    }
}
