package io.prontuario.crds;

import org.jspecify.annotations.Nullable;

/**
 * A file is not a ProntuarioPlatform. The message has line, field, error and fix.
 */
public final class PlatformYamlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String path;
    private final int line;
    private final int column;

    PlatformYamlException(String path, int line, int column, String problem, @Nullable Throwable cause) {
        super(
                (line > 0 ? "line " + line + ", column " + column + ": " : "")
                        + (path.isEmpty() ? "" : path + ": ")
                        + problem,
                cause);
        this.path = path;
        this.line = line;
        this.column = column;
    }

    /** The field, such as {@code spec.hosts[1].role}; empty if the text is not YAML. */
    public String path() {
        return path;
    }

    /** Counted from 1; 0 if unknown. */
    public int line() {
        return line;
    }

    /** Counted from 1; 0 if unknown. */
    public int column() {
        return column;
    }
}
