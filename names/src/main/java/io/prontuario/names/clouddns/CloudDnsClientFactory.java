package io.prontuario.names.clouddns;

import com.google.api.client.http.HttpBackOffIOExceptionHandler;
import com.google.api.client.http.HttpBackOffUnsuccessfulResponseHandler;
import com.google.api.client.http.HttpMethods;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpRequestInitializer;
import com.google.api.client.http.HttpUnsuccessfulResponseHandler;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.client.util.ExponentialBackOff;
import com.google.api.services.dns.Dns;
import com.google.api.services.dns.DnsScopes;
import com.google.auth.http.HttpCredentialsAdapter;
import com.google.auth.oauth2.GoogleCredentials;
import io.prontuario.names.DnsException;
import io.prontuario.names.DnsException.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Creates clients with time limits and a few quick retries of read requests. */
final class CloudDnsClientFactory {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration READ = Duration.ofSeconds(4);

    private CloudDnsClientFactory() {}

    /** @throws DnsException if the credentials cannot be read */
    static Dns connect(CloudDnsSettings settings) throws DnsException {
        return connect(settings, new HttpCredentialsAdapter(credentials(settings)));
    }

    static Dns connect(CloudDnsSettings settings, HttpRequestInitializer identity) {
        Dns.Builder builder = new Dns.Builder(new NetHttpTransport(), GsonFactory.getDefaultInstance(), request -> {
                    identity.initialize(request);
                    request.setConnectTimeout((int) CONNECT.toMillis());
                    request.setReadTimeout((int) READ.toMillis());
                    request.setNumberOfRetries(2);
                    retryReads(request);
                })
                .setApplicationName("prontuario-operator");
        settings.endpoint().ifPresent(builder::setRootUrl);
        return builder.build();
    }

    /** Retries read requests only. A change is sent once; the next update reads its result. */
    private static void retryReads(HttpRequest request) {
        HttpUnsuccessfulResponseHandler renewal = request.getUnsuccessfulResponseHandler();
        HttpBackOffUnsuccessfulResponseHandler later = new HttpBackOffUnsuccessfulResponseHandler(quick());
        request.setUnsuccessfulResponseHandler(
                (sent, response, retry) -> renewal != null && renewal.handleResponse(sent, response, retry)
                        || isRead(sent) && later.handleResponse(sent, response, retry));
        HttpBackOffIOExceptionHandler reconnect = new HttpBackOffIOExceptionHandler(quick());
        request.setIOExceptionHandler((sent, retry) -> isRead(sent) && reconnect.handleIOException(sent, retry));
    }

    private static boolean isRead(HttpRequest request) {
        return HttpMethods.GET.equals(request.getRequestMethod());
    }

    private static ExponentialBackOff quick() {
        return new ExponentialBackOff.Builder()
                .setInitialIntervalMillis(100)
                .setMaxElapsedTimeMillis(1_000)
                .build();
    }

    private static GoogleCredentials credentials(CloudDnsSettings settings) throws DnsException {
        try {
            GoogleCredentials found = settings.credentials().isPresent()
                    ? GoogleCredentials.fromStream(new ByteArrayInputStream(
                            settings.credentials().get().getBytes(StandardCharsets.UTF_8)))
                    : GoogleCredentials.getApplicationDefault();
            return found.createScoped(DnsScopes.NDEV_CLOUDDNS_READWRITE);
        } catch (IOException | RuntimeException e) { // the parser throws various runtime exceptions
            throw new DnsException(
                    Kind.KeyRefused,
                    settings.field() + ".credentialsSecretRef",
                    settings.credentials().isPresent()
                            ? "the key \"credentials.json\" of the Secret is not a Google credential"
                            : "there are no default Google credentials",
                    "put a service account key or a Workload Identity Federation configuration into the Secret, or run"
                            + " the operator with Workload Identity",
                    e);
        }
    }
}
