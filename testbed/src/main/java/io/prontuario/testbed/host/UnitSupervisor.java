package io.prontuario.testbed.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A host's first process: starts every unit it finds, restarts those that end, and follows changes to the folder of
 * units. It lives inside the host, in its network and its control group, and dies with it.
 *
 * <p>Usage: {@code UnitSupervisor UNITS LOGS STATE FILE VALUE}: three folders, and what to write where once the host
 * has booted.
 */
public final class UnitSupervisor {
    private static final long LOOK_MILLIS = 500;
    /** About what a host's pods need to be ready. */
    private static final Duration BOOT = Duration.ofSeconds(30);

    private final Path units;
    private final Path logs;
    private final Path state;
    private final Map<String, UnitProcess> unitProcesses = new HashMap<>();

    private UnitSupervisor(Path units, Path logs, Path state) {
        this.units = units;
        this.logs = logs;
        this.state = state;
    }

    public static void main(String[] args) throws InterruptedException {
        if (args.length != 5) {
            System.err.println("usage: UnitSupervisor UNITS LOGS STATE FILE VALUE");
            System.exit(2);
        }
        Thread settling = new Thread(() -> settle(Path.of(args[3]), args[4]), "settle");
        settling.setDaemon(true);
        settling.start();
        new UnitSupervisor(Path.of(args[0]), Path.of(args[1]), Path.of(args[2])).run();
    }

    private static void settle(Path file, String value) {
        try {
            Thread.sleep(BOOT.toMillis());
            Files.writeString(file, value);
        } catch (IOException e) {
            log("cannot write " + value + " to " + file + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() throws InterruptedException {
        while (true) {
            try {
                follow();
            } catch (IOException e) {
                log("cannot read the units: " + e.getMessage());
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private void follow() throws IOException, InterruptedException {
        Set<String> present = new HashSet<>();
        for (Path file : files()) {
            String name = file.getFileName().toString().replace(UnitFile.SUFFIX, "");
            String text = Files.readString(file);
            present.add(name);
            UnitProcess unitProcess = unitProcesses.get(name);
            if (unitProcess == null || !unitProcess.text().equals(text)) {
                if (unitProcess != null) {
                    unitProcess.stop();
                }
                unitProcesses.put(name, new UnitProcess(name, text, UnitFile.read(file), logs, state).start());
                log("keeping " + name);
            }
        }
        for (String gone : Set.copyOf(unitProcesses.keySet())) {
            if (!present.contains(gone)) {
                unitProcesses.remove(gone).stop();
                log("stopped " + gone);
            }
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> entries = Files.list(units)) {
            return entries.filter(file -> file.toString().endsWith(UnitFile.SUFFIX))
                    .sorted()
                    .toList();
        }
    }

    static void log(String message) {
        System.out.println(Instant.now() + " " + message);
    }
}
