package io.prontuario.workloads.inference.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.prontuario.workloads.common.Json;
import io.prontuario.workloads.common.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * {@code gs://bucket/object}, by Google Cloud Storage's JSON API. Its token is given, or asked of the metadata server of the
 * machine or pod (workload identity); without either, the object must be public.
 */
public final class GcsSource implements ModelSource {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int SILENCE_MILLIS = 30_000;

    private final String endpoint;
    private final String metadata;
    private final Optional<String> token;

    private GcsSource(String endpoint, String metadata, Optional<String> token) {
        this.endpoint = endpoint;
        this.metadata = metadata;
        this.token = token;
    }

    /** Reads {@code GCS_ENDPOINT}, {@code GCE_METADATA_HOST} and {@code GCS_TOKEN}. */
    public static GcsSource from(Settings settings) {
        return new GcsSource(
                settings.text("GCS_ENDPOINT", "https://storage.googleapis.com").replaceAll("/+$", ""),
                "http://" + settings.text("GCE_METADATA_HOST", "metadata.google.internal"),
                settings.optional("GCS_TOKEN"));
    }

    @Override
    public boolean handles(URI uri) {
        return "gs".equals(uri.getScheme());
    }

    @Override
    public InputStream open(URI uri) throws IOException {
        String path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceFirst("^/", "");
        if (uri.getAuthority() == null || path.isEmpty()) {
            throw new IOException("it is not gs://bucket/object");
        }
        String object = URLEncoder.encode(URI.create(path).getPath(), StandardCharsets.UTF_8)
                .replace("+", "%20");
        HttpURLConnection connection =
                connect(URI.create(endpoint + "/storage/v1/b/" + uri.getAuthority() + "/o/" + object + "?alt=media"));
        token().ifPresent(bearer -> connection.setRequestProperty("Authorization", "Bearer " + bearer));
        int status = connection.getResponseCode();
        if (status != 200) {
            connection.disconnect();
            throw new IOException("the store answered " + status
                    + (status == 401 || status == 403 ? "; the pod's identity may not read this bucket" : ""));
        }
        return connection.getInputStream();
    }

    private Optional<String> token() {
        if (token.isPresent()) {
            return token;
        }
        try {
            HttpURLConnection connection =
                    connect(URI.create(metadata + "/computeMetadata/v1/instance/service-accounts/default/token"));
            connection.setConnectTimeout(1_000);
            connection.setRequestProperty("Metadata-Flavor", "Google");
            if (connection.getResponseCode() != 200) {
                return Optional.empty();
            }
            try (InputStream in = connection.getInputStream()) {
                JsonNode answer = Json.mapper().readTree(in.readNBytes(1 << 16));
                return Optional.of(answer.path("access_token").asText()).filter(text -> !text.isEmpty());
            }
        } catch (IOException notOnThatCloud) {
            return Optional.empty(); // the object may be public; if it is not, the store says so
        }
    }

    private static HttpURLConnection connect(URI uri) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(SILENCE_MILLIS);
        return connection;
    }
}
