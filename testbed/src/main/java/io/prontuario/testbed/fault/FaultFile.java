package io.prontuario.testbed.fault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.prontuario.testbed.exec.TestbedException;
import io.prontuario.testbed.exec.UncheckedFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.UnaryOperator;

/** The active faults, on disk. Threads and commands may change them at the same moment; no change is lost. */
final class FaultFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    FaultFile(Path file) {
        this.file = file;
    }

    FaultState read() {
        String text = UncheckedFiles.read(file);
        try {
            return text.isBlank() ? FaultState.NONE : JSON.readValue(text, FaultState.class);
        } catch (JsonProcessingException e) {
            throw new TestbedException(file + " is not readable JSON: run `testbed down`, then `testbed up`", e);
        }
    }

    /** Changes the faults. @return the faults of before */
    FaultState update(UnaryOperator<FaultState> change) {
        // A file lock excludes other processes only; threads of this one need the monitor.
        synchronized (FaultFile.class) {
            Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
            try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                if (!lock.isValid()) {
                    throw new IllegalStateException("no lock on " + lockFile);
                }
                FaultState before = read();
                UncheckedFiles.replace(file, JSON.writeValueAsString(change.apply(before)));
                return before;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
