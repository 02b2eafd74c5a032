package io.prontuario.cli.output;

/** How a result is printed. */
public enum Format {
    TABLE,
    JSON,
    YAML;

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
