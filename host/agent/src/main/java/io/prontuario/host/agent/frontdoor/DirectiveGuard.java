package io.prontuario.host.agent.frontdoor;

import io.prontuario.host.agent.haproxy.ConfigurationLine;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Refuses a configuration that does more than carry traffic. HAProxy's own check accepts one that runs programs as root, answers with
 * the content of a file, or loads code. The token to send a configuration must not give its holder root on the box. Pure.
 */
final class DirectiveGuard {
    private static final Set<String> SECTIONS = Set.of("global", "defaults", "frontend", "backend");

    /** Others say as whom HAProxy runs, where it may go, and what it may start. */
    private static final Set<String> GLOBAL = Set.of(
            "default-path",
            "log",
            "server-state-file",
            "hard-stop-after",
            "maxconn",
            "ssl-default-bind-options",
            "ssl-default-bind-ciphers",
            "ssl-default-bind-ciphersuites");

    /** HAProxy ignores indentation: any other word could begin a section. */
    private static final Set<String> TRAFFIC = Set.of(
            "acl",
            "balance",
            "bind",
            "clitcpka-cnt",
            "clitcpka-idle",
            "clitcpka-intvl",
            "compression",
            "default-server",
            "default_backend",
            "disabled",
            "fullconn",
            "hash-type",
            "http-after-response",
            "http-check",
            "http-error",
            "http-request",
            "http-response",
            "http-reuse",
            "id",
            "load-server-state-from-file",
            "log",
            "log-format",
            "maxconn",
            "mode",
            "monitor-uri",
            "option",
            "rate-limit",
            "retries",
            "retry-on",
            "server",
            "srvtcpka-cnt",
            "srvtcpka-idle",
            "srvtcpka-intvl",
            "stick",
            "stick-table",
            "tcp-check",
            "tcp-request",
            "tcp-response",
            "timeout",
            "unique-id-format",
            "unique-id-header",
            "use-server",
            "use_backend");

    /** Words that read a file into an answer, or run something else than HAProxy. */
    private static final Set<String> NOWHERE =
            Set.of("errorfile", "errorfiles", "file", "lf-file", "external-check", "-f", "-M");
    /** A map outside the agent's folder, whose values could go into an answer. */
    private static final Pattern MAP_ELSEWHERE = Pattern.compile("\\bmap[a-z_]*\\([^)]*/");

    private DirectiveGuard() {}

    /** What is not allowed, with its line; empty when nothing is. */
    static Optional<String> forbidden(ConfigurationText configuration) {
        String section = "";
        int number = 0;
        for (String line : configuration.text().split("\n", -1)) {
            number++;
            Optional<String> control = controlCharacter(line);
            if (control.isPresent()) {
                return refused(number, control.get());
            }
            ConfigurationLine read = ConfigurationLine.of(line);
            if (read.words().isEmpty()) {
                continue;
            }
            String keyword = read.keyword();
            if (SECTIONS.contains(keyword)) {
                section = keyword;
            } else if (!(section.equals("global") ? GLOBAL : TRAFFIC).contains(keyword)) {
                return refused(number, "\"" + keyword + "\"");
            }
            Optional<String> word = read.words().stream()
                    .filter(w -> NOWHERE.contains(w)
                            || w.startsWith("lua.")
                            || MAP_ELSEWHERE.matcher(w).find())
                    .findFirst();
            if (word.isPresent()) {
                return refused(number, "\"" + word.get() + "\"");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> controlCharacter(String line) {
        return line.chars()
                .filter(c -> c < ' ' || c == 0x7f)
                .mapToObj(c -> "the control character " + c)
                .findFirst();
    }

    private static Optional<String> refused(int line, String what) {
        return Optional.of("haproxy.cfg:" + line + " has " + what
                + ", which no operator renders: look who sent it, and change the token of the agents. If the operator is newer than"
                + " this agent, update the agent first");
    }
}
