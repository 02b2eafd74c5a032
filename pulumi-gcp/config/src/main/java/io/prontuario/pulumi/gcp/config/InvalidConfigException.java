package io.prontuario.pulumi.gcp.config;

import java.util.List;
import java.util.stream.Collectors;

/** Every problem of a stack's configuration at once, so that one run tells the whole story. */
public final class InvalidConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient List<Problem> problems;

    public InvalidConfigException(List<Problem> problems) {
        super(problems.size() + (problems.size() == 1 ? " problem" : " problems")
                + " in the stack's configuration; nothing was created:\n"
                + problems.stream().map(p -> "  - " + p.line()).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
