package io.prontuario.workloads.inference.model;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;

/** Reads model files from one kind of storage, by URI scheme. */
public interface ModelSource {
    /** Whether this source reads the URI. */
    boolean handles(URI uri);

    /** Opens the content; the caller closes it. */
    InputStream open(URI uri) throws IOException;
}
