package io.prontuario.workloads.common.objects;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A bucket behind the S3 protocol, addressed by path. */
public final class S3Store implements ObjectStore {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final URI bucket;
    private final Optional<SignatureV4> signature;
    private final HttpClient client;

    /**
     * @param bucket for example {@code https://objects.hospital.example/documents}
     * @param signature none for a public bucket
     */
    public S3Store(URI bucket, Optional<SignatureV4> signature) {
        this.bucket = URI.create(bucket.toString().replaceAll("/+$", ""));
        this.signature = signature;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER) // a signature holds for one host
                .build();
    }

    @Override
    public void put(String key, Path file, String sha256, String mediaType) throws IOException, InterruptedException {
        HttpRequest.Builder request = request("PUT", key, sha256, Map.of("content-type", mediaType))
                .PUT(HttpRequest.BodyPublishers.ofFile(file));
        HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException("the object store answered " + answer.statusCode() + " to PUT");
        }
    }

    @Override
    public InputStream open(String key) throws IOException, InterruptedException {
        HttpRequest.Builder request = request("GET", key, SignatureV4.EMPTY, Map.of());
        HttpResponse<InputStream> answer =
                client.send(request.GET().build(), HttpResponse.BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            answer.body().close();
            if (answer.statusCode() == 404) {
                throw new FileNotFoundException(key);
            }
            throw new IOException("the object store answered " + answer.statusCode() + " to GET");
        }
        return answer.body();
    }

    private HttpRequest.Builder request(String method, String key, String payload, Map<String, String> own) {
        URI uri = URI.create(bucket + "/" + key);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(ANSWER);
        signature
                .map(signer -> signer.sign(method, uri, payload, own, Instant.now()))
                .orElse(own)
                .forEach(request::header);
        return request;
    }
}
