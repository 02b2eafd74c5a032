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
import io.prontuario.names.NamesException;
import io.prontuario.names.NamesException.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Makes clients: bounded in time, with a few quick repetitions of what may be repeated. */
final class CloudDnsClients {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration READ = Duration.ofSeconds(4);

    private CloudDnsClients() {}

    /** @throws NamesException when the credentials cannot be read */
    static Dns connect(CloudDnsSettings settings) throws NamesException {
        return connect(settings, new HttpCredentialsAdapter(credentials(settings)));
    }

    static Dns connect(CloudDnsSettings settings, HttpRequestInitializer identity) {
        Dns.Builder builder = new Dns.Builder(new NetHttpTransport(), GsonFactory.getDefaultInstance(), request -> {
                    identity.initialize(request);
                    request.setConnectTimeout((int) CONNECT.toMillis());
                    request.setReadTimeout((int) READ.toMillis());
                    request.setNumberOfRetries(2);
                    again(request);
                })
                .setApplicationName("prontuario-operator");
        settings.endpoint().ifPresent(builder::setRootUrl);
        return builder.build();
    }

    /** Only questions are repeated: a change is sent once, and the next pass sees what became of it. */
    private static void again(HttpRequest request) {
        HttpUnsuccessfulResponseHandler renewal = request.getUnsuccessfulResponseHandler();
        HttpBackOffUnsuccessfulResponseHandler later = new HttpBackOffUnsuccessfulResponseHandler(quick());
        request.setUnsuccessfulResponseHandler(
                (sent, response, retry) -> renewal != null && renewal.handleResponse(sent, response, retry)
                        || isQuestion(sent) && later.handleResponse(sent, response, retry));
        HttpBackOffIOExceptionHandler reconnect = new HttpBackOffIOExceptionHandler(quick());
        request.setIOExceptionHandler((sent, retry) -> isQuestion(sent) && reconnect.handleIOException(sent, retry));
    }

    private static boolean isQuestion(HttpRequest request) {
        return HttpMethods.GET.equals(request.getRequestMethod());
    }

    private static ExponentialBackOff quick() {
        return new ExponentialBackOff.Builder()
                .setInitialIntervalMillis(100)
                .setMaxElapsedTimeMillis(1_000)
                .build();
    }

    private static GoogleCredentials credentials(CloudDnsSettings settings) throws NamesException {
        try {
            GoogleCredentials found = settings.credentials().isPresent()
                    ? GoogleCredentials.fromStream(new ByteArrayInputStream(
                            settings.credentials().get().getBytes(StandardCharsets.UTF_8)))
                    : GoogleCredentials.getApplicationDefault();
            return found.createScoped(DnsScopes.NDEV_CLOUDDNS_READWRITE);
        } catch (IOException | RuntimeException e) { // the parser throws whatever it stumbles over
            throw new NamesException(
                    Kind.KeyRefused,
                    settings.field() + ".credentialsSecretRef",
                    settings.credentials().isPresent()
                            ? "the Secret's key \"credentials.json\" is no Google credential"
                            : "this machine offers no Google credential",
                    "put a service account's key or a workload identity configuration into the Secret, or run the"
                            + " operator with workload identity",
                    e);
        }
    }
}
