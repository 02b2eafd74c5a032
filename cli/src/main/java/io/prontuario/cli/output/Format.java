package io.prontuario.cli.output;

/** How platforms are printed. */
public enum Format {
    TABLE,
    JSON,
    YAML;

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
