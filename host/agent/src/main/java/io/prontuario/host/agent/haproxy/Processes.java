package io.prontuario.host.agent.haproxy;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * {@code show proc}: the master and its workers.
 *
 * @param worker the worker that takes new connections; empty when the last reload failed or it died
 * @param old workers of earlier configurations that still have connections
 * @param failedReloads reloads that failed since the last one that worked
 */
public record Processes(OptionalLong worker, List<Long> old, int failedReloads) {
    public Processes {
        old = List.copyOf(old);
    }

    static Processes parse(String showProc) {
        OptionalLong worker = OptionalLong.empty();
        List<Long> old = new ArrayList<>();
        int failed = 0;
        String kind = "";
        for (String line : showProc.split("\n")) {
            if (line.startsWith("#")) {
                kind = line.trim();
                continue;
            }
            String[] words = line.trim().split("\\s+");
            if (words.length < 3) {
                continue;
            }
            if (words[1].equals("master")) {
                failed = failures(line);
            } else if (words[1].equals("worker") && kind.equals("# workers")) {
                worker = OptionalLong.of(Long.parseLong(words[0]));
            } else if (words[1].equals("worker")) {
                old.add(Long.parseLong(words[0]));
            }
        }
        return new Processes(worker, old, failed);
    }

    private static int failures(String line) {
        int at = line.indexOf("[failed: ");
        return at < 0 ? 0 : Integer.parseInt(line.substring(at + 9, line.indexOf(']', at)));
    }
}
