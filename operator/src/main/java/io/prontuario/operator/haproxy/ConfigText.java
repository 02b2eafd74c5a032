package io.prontuario.operator.haproxy;

/**
 * HAProxy's configuration syntax: sections of indented lines. The text does not depend on time, locale or hash order. It
 * refuses a value that would begin another line.
 */
final class ConfigText {
    private static final char DELETE = 0x7f;

    private final StringBuilder text = new StringBuilder();

    ConfigText comment(String comment) {
        text.append("# ").append(oneLine(comment)).append('\n');
        return this;
    }

    ConfigText section(String keyword) {
        if (text.length() > 0) {
            text.append('\n');
        }
        text.append(oneLine(keyword)).append('\n');
        return this;
    }

    ConfigText section(String keyword, String name) {
        return section(keyword + " " + name);
    }

    ConfigText line(String line) {
        text.append("    ").append(oneLine(line)).append('\n');
        return this;
    }

    /** @throws IllegalArgumentException when it holds a character that is neither a space nor visible */
    private static String oneLine(String line) {
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) < ' ' || line.charAt(i) == DELETE) {
                throw new IllegalArgumentException("a line of HAProxy's configuration holds the control character "
                        + (int) line.charAt(i) + " after \"" + line.substring(0, i) + "\"");
            }
        }
        return line;
    }

    String build() {
        return text.toString();
    }
}
