package io.prontuario.workloads.common.objects;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Stores objects by key. Writing the same bytes under the same key again changes nothing. */
public interface ObjectStore {
    /**
     * Stores the content of a file.
     *
     * @param key slash-separated words of letters, digits, dots and dashes
     * @param sha256 checksum of the file, lowercase hex; a store that supports it verifies it on arrival
     * @throws IOException if the store cannot be reached or refuses the object
     */
    void put(String key, Path file, String sha256, String mediaType) throws IOException;

    /**
     * Opens an object. The caller closes the stream and verifies the checksum.
     *
     * @throws java.io.FileNotFoundException if there is no object with this key; its message does not have the key, which names a patient
     * @throws IOException if the store cannot be reached or refuses the request
     */
    InputStream open(String key) throws IOException;
}
