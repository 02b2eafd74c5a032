package io.prontuario.workloads.api.alerts;

import io.prontuario.workloads.api.writes.IdempotencyKey;
import io.prontuario.workloads.common.BoundedExchange;
import io.prontuario.workloads.common.InvalidSettingException;
import io.prontuario.workloads.common.Json;
import io.prontuario.workloads.common.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Posts the alert to a URL; any 2xx status is an acknowledgement. The alert's id is the idempotency key. */
public final class WebhookChannel implements AlertChannel {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Pattern ENTRY = Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]{0,62})=(https?://[^,\\s]+)");

    private final String name;
    private final URI target;
    private final HttpClient client;

    private WebhookChannel(String name, URI target, HttpClient client) {
        this.name = name;
        this.target = target;
        this.client = client;
    }

    /** Reads {@code ALERT_CHANNELS}: {@code name=url} entries separated by commas, in the order of escalation. */
    public static List<AlertChannel> from(Settings settings) {
        List<AlertChannel> channels = new ArrayList<>();
        String text = settings.text("ALERT_CHANNELS", "");
        if (text.isEmpty()) {
            return channels;
        }
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(TIMEOUT)
                .build();
        for (String entry : text.split(",", -1)) {
            Matcher parts = ENTRY.matcher(entry.strip());
            if (!parts.matches()) {
                throw new InvalidSettingException(
                        "ALERT_CHANNELS", "'" + entry.strip() + "' is not a channel; write name=https://host/path");
            }
            channels.add(new WebhookChannel(parts.group(1), URI.create(parts.group(2)), client));
        }
        return channels;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void deliver(Alert alert) throws IOException, InterruptedException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", alert.id().toString());
        alert.patientId().ifPresent(id -> body.put("patientId", id));
        body.put("severity", alert.severity().wireName());
        body.put("message", alert.message());
        body.put("site", alert.site());
        body.put("raisedAt", alert.raisedAt().toString());
        HttpRequest request = HttpRequest.newBuilder(target)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header(IdempotencyKey.HEADER, alert.id().toString())
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body)))
                .build();
        int status = BoundedExchange.send(client, request, HttpResponse.BodyHandlers.discarding(), TIMEOUT)
                .statusCode();
        if (status < 200 || status > 299) {
            throw new IOException("answered " + status);
        }
    }
}
