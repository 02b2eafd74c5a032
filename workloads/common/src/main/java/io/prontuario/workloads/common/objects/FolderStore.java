package io.prontuario.workloads.common.objects;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Stores objects in a folder: for development, or for a volume that is replicated by other means. */
public final class FolderStore implements ObjectStore {
    private final Path folder;

    /** @param folder created if missing */
    public FolderStore(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    @Override
    public void put(String key, Path file, String sha256, String mediaType) throws IOException {
        Path target = place(key);
        Files.createDirectories(target.getParent());
        Path temporary = Files.createTempFile(target.getParent(), ".put", "");
        try {
            Files.copy(file, temporary, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    @Override
    public InputStream open(String key) throws IOException {
        try {
            return Files.newInputStream(place(key));
        } catch (NoSuchFileException missing) {
            throw new FileNotFoundException("no such object");
        }
    }

    private Path place(String key) throws IOException {
        Path place = folder.resolve(key).normalize();
        if (!place.startsWith(folder) || place.equals(folder)) {
            throw new IOException("key " + key + " is outside of the folder");
        }
        return place;
    }
}
