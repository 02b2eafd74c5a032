package io.prontuario.operator.haproxy;

/** HAProxy's configuration syntax: sections of indented lines. The text does not depend on time, locale or hash order. */
final class ConfigText {
    private final StringBuilder text = new StringBuilder();

    ConfigText comment(String comment) {
        text.append("# ").append(comment).append('\n');
        return this;
    }

    ConfigText section(String keyword) {
        if (text.length() > 0) {
            text.append('\n');
        }
        text.append(keyword).append('\n');
        return this;
    }

    ConfigText section(String keyword, String name) {
        return section(keyword + " " + name);
    }

    ConfigText line(String line) {
        text.append("    ").append(line).append('\n');
        return this;
    }

    String build() {
        return text.toString();
    }
}
