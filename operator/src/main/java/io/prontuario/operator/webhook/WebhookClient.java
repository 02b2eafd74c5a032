package io.prontuario.operator.webhook;

import io.prontuario.names.NamesException;
import io.prontuario.operator.dns.SecretReader;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** One try to deliver. */
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

    /** What became of it. */
    sealed interface Outcome {
        record Delivered(int status) implements Outcome {}

        /** @param after how long the receiver wants to be left alone */
        record Again(String why, Optional<Duration> after) implements Outcome {}

        /** Trying again would change nothing. */
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
            return outcome(delivery, http.send(request, HttpResponse.BodyHandlers.discarding()));
        } catch (NamesException e) {
            return new Outcome.Again(e.inWords(), Optional.empty());
        } catch (IOException e) {
            return new Outcome.Again(
                    delivery.field() + ".url: no answer (" + e.getClass().getSimpleName()
                            + "); check the receiver and the path to it",
                    Optional.empty());
        } catch (IllegalArgumentException e) {
            return new Outcome.Refused(delivery.field() + ".url: is no web address; write it from https:// on");
        }
    }

    private static Outcome outcome(WebhookDelivery delivery, HttpResponse<Void> response) {
        int status = response.statusCode();
        if (status / 100 == 2) {
            return new Outcome.Delivered(status);
        }
        String why = delivery.field() + ".url: the receiver answers " + status;
        if (status >= SERVER_ERROR || status == TOO_MANY || status == HttpURLConnection.HTTP_CLIENT_TIMEOUT) {
            return new Outcome.Again(
                    why + "; look into the receiver's log",
                    response.headers().firstValue("Retry-After").flatMap(WebhookClient::seconds));
        }
        return new Outcome.Refused(why + "; correct url, or the key that both sides share");
    }

    private static Optional<Duration> seconds(String text) {
        return text.matches("[0-9]{1,5}") ? Optional.of(Duration.ofSeconds(Long.parseLong(text))) : Optional.empty();
    }
}
