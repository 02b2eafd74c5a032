package io.prontuario.workloads.inference.model;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;

/** Where model files come from; one per URI scheme. */
public interface ModelSource {
    /** Whether it understands this URI. */
    boolean handles(URI uri);

    /** Opens the content from its first byte; the caller closes it. */
    InputStream open(URI uri) throws IOException;
}
