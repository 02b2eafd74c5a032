package io.prontuario.workloads.inference.model;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code file:///path}. */
public final class FileSource implements ModelSource {
    @Override
    public boolean handles(URI uri) {
        return "file".equals(uri.getScheme());
    }

    @Override
    public InputStream open(URI uri) throws IOException {
        return Files.newInputStream(Path.of(uri.getPath()));
    }
}
