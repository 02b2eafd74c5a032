package io.prontuario.workloads.inference.model;

import com.google.auth.Credentials;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.cloud.NoCredentials;
import com.google.cloud.http.HttpTransportOptions;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.HttpStorageOptions;
import com.google.cloud.storage.StorageException;
import com.google.cloud.storage.StorageOptions;
import io.prontuario.workloads.common.Settings;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.util.Optional;

/**
 * {@code gs://bucket/object}, read with Google's client. Credentials are {@code GCS_TOKEN}, or Google's application default
 * credentials (workload identity in a GKE pod, a federation file on site); without either, the object must be public.
 */
public final class GcsSource implements ModelSource {
    private static final int CONNECT_MILLIS = 5_000;
    /** Longest silence of an open connection; the client then resumes the download where it stopped. */
    private static final int READ_MILLIS = 30_000;

    private final String endpoint;
    private final Optional<String> token;

    private GcsSource(String endpoint, Optional<String> token) {
        this.endpoint = endpoint;
        this.token = token;
    }

    /** Reads {@code GCS_ENDPOINT} and {@code GCS_TOKEN}; Google's client itself reads {@code GCE_METADATA_HOST} and others. */
    public static GcsSource from(Settings settings) {
        return new GcsSource(
                settings.text("GCS_ENDPOINT", "https://storage.googleapis.com").replaceAll("/+$", ""),
                settings.optional("GCS_TOKEN"));
    }

    @Override
    public boolean handles(URI uri) {
        return "gs".equals(uri.getScheme());
    }

    @Override
    public InputStream open(URI uri) throws IOException {
        String object = uri.getPath() == null ? "" : uri.getPath().replaceFirst("^/", "");
        if (uri.getAuthority() == null || object.isEmpty()) {
            throw new IOException("it is not gs://bucket/object");
        }
        HttpStorageOptions options = StorageOptions.http()
                .setHost(endpoint)
                .setProjectId("unused") // a read names a bucket only; without this the client searches for a project
                .setCredentials(credentials())
                .setTransportOptions(HttpTransportOptions.newBuilder()
                        .setConnectTimeout(CONNECT_MILLIS)
                        .setReadTimeout(READ_MILLIS)
                        .build())
                .build();
        InputStream content = new BufferedInputStream(
                Channels.newInputStream(options.getService().reader(BlobId.of(uri.getAuthority(), object))));
        try {
            // the client sends its request at the first read: an error belongs to the opening
            content.mark(1);
            content.read();
            content.reset();
            return content;
        } catch (IOException failed) {
            content.close();
            throw failure(failed);
        }
    }

    private Credentials credentials() {
        if (token.isPresent()) {
            return GoogleCredentials.create(new AccessToken(token.get(), null));
        }
        try {
            return GoogleCredentials.getApplicationDefault()
                    .createScoped("https://www.googleapis.com/auth/devstorage.read_only");
        } catch (IOException none) {
            return NoCredentials.getInstance();
        }
    }

    private static IOException failure(IOException failed) {
        if (!(failed.getCause() instanceof StorageException answered) || answered.getCode() == 0) {
            return failed;
        }
        int status = answered.getCode();
        return new IOException(
                "the store answered " + status
                        + (status == 401 || status == 403 ? "; the pod's identity may not read this bucket" : ""),
                failed);
    }
}
