package io.prontuario.host.agent.haproxy;

import java.util.OptionalLong;

/**
 * {@code show proc}: the master and its workers.
 *
 * @param worker the worker that takes new connections; empty when the last reload failed or it died
 * @param failedReloads reloads that failed since the last one that worked
 */
public record Processes(OptionalLong worker, int failedReloads) {
    static Processes parse(String showProc) {
        OptionalLong worker = OptionalLong.empty();
        int failed = 0;
        boolean current = false;
        for (String line : showProc.split("\n")) {
            if (line.startsWith("#")) {
                current = line.startsWith("# workers");
                continue;
            }
            String[] words = line.trim().split("\\s+");
            if (words.length < 3) {
                continue;
            }
            if (words[1].equals("master")) {
                failed = failures(line);
            } else if (current && words[1].equals("worker")) {
                worker = OptionalLong.of(Long.parseLong(words[0]));
            }
        }
        return new Processes(worker, failed);
    }

    private static int failures(String line) {
        int at = line.indexOf("[failed: ");
        return at < 0 ? 0 : Integer.parseInt(line.substring(at + 9, line.indexOf(']', at)));
    }
}
