package io.prontuario.testbed.loopback;

import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL refuses to run as root: root's demo runs it as the user of its package, any other demo as its own user.
 */
final class DatabaseUser {
    private static final String NAME = "postgres";

    private DatabaseUser() {}

    static boolean needed() {
        return ProcessHandle.current().info().user().filter("root"::equals).isPresent();
    }

    /** For setpriv. */
    static List<String> options() {
        return needed() ? List.of("--reuid=" + NAME, "--regid=" + NAME, "--init-groups") : List.of();
    }

    /** A command line that runs {@code words} as that user, from a folder that it may enter. */
    static String[] words(List<String> words) {
        List<String> line = new ArrayList<>(List.of("/bin/sh", "-c", "cd / && exec \"$@\"", "sh", "setpriv"));
        line.addAll(options());
        line.add("--");
        line.addAll(words);
        return line.toArray(String[]::new);
    }

    static String owner() {
        return NAME + ":" + NAME;
    }
}
