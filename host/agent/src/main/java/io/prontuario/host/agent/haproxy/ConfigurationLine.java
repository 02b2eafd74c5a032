package io.prontuario.host.agent.haproxy;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of HAProxy's configuration, split as HAProxy splits it.
 *
 * @param words without their quotes and escapes; none in an empty line and in a comment
 * @see <a href="https://docs.haproxy.org/2.6/configuration.html#2.2">Quoting and escaping</a>
 */
public record ConfigurationLine(List<String> words) {
    public static ConfigurationLine of(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = null;
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean blank = quote == 0 && (c == ' ' || c == '\t');
            if (blank || quote == 0 && c == '#') {
                if (word != null) {
                    words.add(word.toString());
                    word = null;
                }
                if (c == '#') {
                    break;
                }
                continue;
            }
            word = word == null ? new StringBuilder() : word;
            if (c == '\\' && quote != '\'' && i + 1 < line.length()) {
                word.append(line.charAt(++i));
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else if (quote != 0 && c == quote) {
                quote = 0;
            } else {
                word.append(c);
            }
        }
        if (word != null) {
            words.add(word.toString());
        }
        return new ConfigurationLine(List.copyOf(words));
    }

    /** The first word; empty when there is none. */
    public String keyword() {
        return words.isEmpty() ? "" : words.get(0);
    }
}
