package io.prontuario.host.agent.admission;

import io.prontuario.host.agent.state.DurableFile;
import io.prontuario.host.protocol.HaproxyNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** The file in which HAProxy looks up whether a boot id is admitted. It is the only place where an admission is kept. */
public record AdmissionMap(Path file) {
    /** Since when the boot is admitted; empty when it is not. */
    public Optional<Instant> admittedAt(String bootId) throws IOException {
        boolean admitted = DurableFile.read(file).lines().anyMatch(line -> line.equals(entry(bootId)));
        return admitted ? Optional.of(Files.getLastModifiedTime(file).toInstant()) : Optional.empty();
    }

    /** Admits this boot; an earlier one is no longer admitted. */
    public void admit(String bootId) throws IOException {
        DurableFile.write(file, entry(bootId) + "\n");
    }

    /** Drops the admission of every other boot. */
    public void keepOnly(String bootId) throws IOException {
        String text = DurableFile.read(file);
        String kept = admittedAt(bootId).isPresent() ? entry(bootId) + "\n" : "";
        if (!text.equals(kept) || !Files.exists(file)) {
            DurableFile.write(file, kept);
        }
    }

    private static String entry(String bootId) {
        return bootId + " " + HaproxyNames.ADMITTED;
    }
}
