package io.prontuario.workloads.common.objects;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Bytes by name. Writing the same bytes under the same name again changes nothing. */
public interface ObjectStore {
    /**
     * Keeps a file's bytes.
     *
     * @param key slash-separated words of letters, digits, dots and dashes
     * @param sha256 of the file, lowercase hex; a store that can checks it on arrival
     */
    void put(String key, Path file, String sha256, String mediaType) throws IOException, InterruptedException;

    /** The bytes, or {@link java.io.FileNotFoundException}. The caller closes and checks them. */
    InputStream open(String key) throws IOException, InterruptedException;
}
