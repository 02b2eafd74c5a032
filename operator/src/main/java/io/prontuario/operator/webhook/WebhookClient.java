package io.prontuario.operator.webhook;

import io.prontuario.host.protocol.BoundedExchange;
import io.prontuario.operator.secret.SecretException;
import io.prontuario.operator.secret.SecretReader;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Sends one delivery once. */
final class WebhookClient {
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;

    private final SecretReader secrets;
    private final Clock clock;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    WebhookClient(SecretReader secrets, Clock clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    /** The result of a try. */
    sealed interface Outcome {
        record Delivered(int status) implements Outcome {}

        /** @param after how long the receiver asks to wait */
        record Retry(String why, Optional<Duration> after) implements Outcome {}

        /** Another try would have the same result. */
        record Refused(String why) implements Outcome {}
    }

    Outcome send(WebhookDelivery delivery) throws InterruptedException {
        try {
            String key = secrets.read(
                    delivery.platform().namespace(),
                    delivery.webhook().keySecretRef(),
                    "key",
                    delivery.field() + ".keySecretRef");
            byte[] body = delivery.announcement().json();
            long now = clock.instant().getEpochSecond();
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(delivery.webhook().url()))
                    .timeout(delivery.timeout())
                    .header("Content-Type", "application/json")
                    .header("X-Prontuario-Delivery", delivery.announcement().id())
                    .header(WebhookSignature.TIMESTAMP_HEADER, Long.toString(now))
                    .header(WebhookSignature.HEADER, WebhookSignature.of(key.strip(), now, body))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                    .build();
            return outcome(
                    delivery,
                    BoundedExchange.send(http, request, HttpResponse.BodyHandlers.discarding(), delivery.timeout()));
        } catch (SecretException e) {
            return new Outcome.Retry(e.inWords(), Optional.empty());
        } catch (IOException e) {
            return new Outcome.Retry(
                    delivery.field() + ".url: no answer (" + e.getClass().getSimpleName()
                            + "); check the receiver and the path to it",
                    Optional.empty());
        } catch (IllegalArgumentException e) {
            return new Outcome.Refused(
                    delivery.field() + ".url: is not a URL; write a complete one that begins with https://");
        }
    }

    private static Outcome outcome(WebhookDelivery delivery, HttpResponse<Void> response) {
        int status = response.statusCode();
        if (status / 100 == 2) {
            return new Outcome.Delivered(status);
        }
        String why = delivery.field() + ".url: the receiver answers " + status;
        if (status >= SERVER_ERROR || status == TOO_MANY || status == HttpURLConnection.HTTP_CLIENT_TIMEOUT) {
            return new Outcome.Retry(
                    why + "; see the receiver's log",
                    response.headers().firstValue("Retry-After").flatMap(WebhookClient::seconds));
        }
        return new Outcome.Refused(why + "; correct url, or the shared key in keySecretRef");
    }

    private static Optional<Duration> seconds(String text) {
        return text.matches("[0-9]{1,5}") ? Optional.of(Duration.ofSeconds(Long.parseLong(text))) : Optional.empty();
    }
}
