package io.prontuario.testbed.net;

import io.prontuario.testbed.exec.UncheckedFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The machine's own kernel settings that the test bed needs changed; {@link #restore} puts back what was there. */
public final class KernelSettings {
    private static final Path SYSCTL = Path.of("/proc/sys");
    private static final Map<String, Long> AT_LEAST = Map.of(
            "net/ipv4/ip_forward", 1L,
            // Four kubelets, four containerds and their pods watch more files than the default of 128 allows.
            "fs/inotify/max_user_instances", 2048L,
            "fs/inotify/max_user_watches", 262144L);

    private KernelSettings() {}

    /** Raises values that are too low, and records the former values in a file. */
    public static void apply(Path saved) {
        Map<String, String> former = new LinkedHashMap<>();
        AT_LEAST.forEach((name, least) -> {
            String current = UncheckedFiles.read(SYSCTL.resolve(name)).strip();
            if (Long.parseLong(current) < least) {
                former.put(name, current);
                set(name, String.valueOf(least));
            }
        });
        if (!Files.exists(saved)) {
            UncheckedFiles.write(
                    saved,
                    former.entrySet().stream()
                            .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                            .collect(Collectors.joining()));
        }
    }

    /** Puts back the former values. */
    public static void restore(Path saved) {
        UncheckedFiles.read(saved).lines().forEach(line -> {
            int equals = line.indexOf('=');
            set(line.substring(0, equals), line.substring(equals + 1));
        });
    }

    private static void set(String name, String value) {
        try {
            Files.writeString(SYSCTL.resolve(name), value);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot set kernel setting " + name + " to " + value, e);
        }
    }
}
