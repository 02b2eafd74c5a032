package io.prontuario.workloads.inference.model;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;

/** {@code http://} and {@code https://}; what is fetched is trusted for its checksum, not for its transport. */
public final class HttpSource implements ModelSource {
    private static final int CONNECT_MILLIS = 5_000;
    /** Silence that ends a transfer; a slow one that keeps flowing is fine. */
    private static final int SILENCE_MILLIS = 30_000;

    @Override
    public boolean handles(URI uri) {
        return "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    }

    @Override
    public InputStream open(URI uri) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(SILENCE_MILLIS);
        int status = connection.getResponseCode();
        if (status != 200) {
            connection.disconnect();
            throw new IOException("the server answered " + status);
        }
        return connection.getInputStream();
    }
}
