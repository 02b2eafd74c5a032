package io.prontuario.workloads.inference.model;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;

/** {@code http://} and {@code https://}. The content is trusted for its checksum, not for its transport. */
public final class HttpSource implements ModelSource {
    private static final int CONNECT_MILLIS = 5_000;
    /** Longest pause within a transfer; a slow transfer has no limit. */
    private static final int READ_MILLIS = 30_000;

    @Override
    public boolean handles(URI uri) {
        return "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    }

    @Override
    public InputStream open(URI uri) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(READ_MILLIS);
        int status = connection.getResponseCode();
        if (status != 200) {
            connection.disconnect();
            throw new IOException("the server answered " + status);
        }
        return connection.getInputStream();
    }
}
