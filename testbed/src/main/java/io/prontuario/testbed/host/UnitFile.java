package io.prontuario.testbed.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A unit as the supervisor reads it: one {@code key=value} a line, one {@code arg} a word of the command. The
 * supervisor uses the JDK only, so that it starts fast and stays small.
 *
 * @param join control group files into which the process writes its id
 * @param niceness scheduling priority
 * @param waitFor file that must exist first
 * @param environment added to the supervisor's own
 * @param command program and arguments
 */
record UnitFile(
        List<String> join,
        int niceness,
        Optional<Path> waitFor,
        Map<String, String> environment,
        List<String> command) {
    static final String SUFFIX = ".unit";

    static String render(Unit unit, List<Path> join) {
        StringBuilder text = new StringBuilder();
        join.forEach(file -> line(text, "join", file.toString()));
        line(text, "nice", String.valueOf(unit.niceness()));
        unit.waitFor().ifPresent(file -> line(text, "wait", file.toString()));
        // In a fixed order: a changed text restarts the unit.
        new TreeMap<>(unit.environment()).forEach((name, value) -> line(text, "env", name + "=" + value));
        unit.command().forEach(word -> line(text, "arg", word));
        return text.toString();
    }

    static UnitFile read(Path file) throws IOException {
        List<String> join = new ArrayList<>();
        int niceness = 0;
        Optional<Path> waitFor = Optional.empty();
        Map<String, String> environment = new LinkedHashMap<>();
        List<String> command = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            int equals = line.indexOf('=');
            String value = line.substring(equals + 1);
            switch (line.substring(0, Math.max(equals, 0))) {
                case "join" -> join.add(value);
                case "nice" -> niceness = Integer.parseInt(value);
                case "wait" -> waitFor = Optional.of(Path.of(value));
                case "env" -> environment.put(
                        value.substring(0, value.indexOf('=')), value.substring(value.indexOf('=') + 1));
                case "arg" -> command.add(value);
                default -> throw new IOException(file + ": not a line of a unit file: " + line);
            }
        }
        return new UnitFile(join, niceness, waitFor, environment, command);
    }

    /** The command with what must happen in the new process before it becomes the unit's program. */
    List<String> launch() {
        List<String> words = new ArrayList<>(List.of("/bin/sh", "-c"));
        StringBuilder script = new StringBuilder();
        join.forEach(file -> script.append("echo $$ > '").append(file).append("' || exit 70; "));
        words.add(script.append("exec nice -n ")
                .append(niceness)
                .append(" \"$@\"")
                .toString());
        words.add("sh");
        words.addAll(command);
        return words;
    }

    private static void line(StringBuilder text, String key, String value) {
        if (value.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("a unit's " + key + " may not span lines: " + value);
        }
        text.append(key).append('=').append(value).append('\n');
    }
}
