package io.prontuario.operator.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.prontuario.continuity.model.Mode;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State.Transition;
import io.prontuario.continuity.model.State.TransitionTimes;
import io.prontuario.crds.v1alpha1.AnnouncementsSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.operator.desired.PlatformRef;
import io.prontuario.operator.event.EventRecorder;
import io.prontuario.operator.feature.FeatureRuntime;
import io.prontuario.operator.feature.PlatformLog;
import io.prontuario.operator.secret.SecretReader;
import io.prontuario.operator.status.OperatorCondition;
import io.prontuario.operator.support.Platforms;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(crud = true)
class WebhookNotifierIT {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
    private static final PlatformRef PLATFORM = new PlatformRef("prontuario", "hospital", "uid-1");
    private static final String KEY = "a shared key";
    private static final int WITHOUT_END = -2;

    private record Received(Map<String, List<String>> headers, byte[] body) {
        String header(String name) {
            return headers.get(name).get(0);
        }
    }

    KubernetesClient client;

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Deque<Integer> answers = new ConcurrentLinkedDeque<>();
    private HttpServer receiver;
    private WebhookNotifier webhooks;

    @BeforeEach
    void start() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            received.add(new Received(
                    Map.copyOf(exchange.getRequestHeaders()),
                    exchange.getRequestBody().readAllBytes()));
            Integer answer = answers.poll();
            exchange.getResponseHeaders().add("Retry-After", "0");
            if (answer != null && answer == WITHOUT_END) {
                exchange.sendResponseHeaders(200, 10); // its body never comes, and the exchange stays open
                return;
            }
            exchange.sendResponseHeaders(answer == null ? 204 : answer, -1);
            exchange.close();
        });
        receiver.start();
        client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("pager-key")
                        .withNamespace("prontuario")
                        .endMetadata()
                        .addToData("key", java.util.Base64.getEncoder().encodeToString(KEY.getBytes()))
                        .build())
                .createOr(existing -> existing.update()); // the mock client may retry the request
        webhooks = webhooks();
    }

    @AfterEach
    void stop() {
        webhooks.close();
        receiver.stop(0);
    }

    @Test
    void aChangeIsSentSignedAndTheDeliveryIsRecorded() throws Exception {
        announce(webhooks, url(), "15m");
        awaitCondition("Delivered");

        Received sent = received.get(0);
        String timestamp = sent.header("X-prontuario-timestamp");
        assertThat(timestamp).isEqualTo(Long.toString(NOW.getEpochSecond()));
        assertThat(sent.header("X-prontuario-signature"))
                .isEqualTo(WebhookSignature.of(KEY, NOW.getEpochSecond(), sent.body()))
                .isNotEqualTo(WebhookSignature.of(KEY, NOW.getEpochSecond() + 1, sent.body()))
                .isNotEqualTo(WebhookSignature.of("another key", NOW.getEpochSecond(), sent.body()));
        JsonNode body = new ObjectMapper().readTree(sent.body());
        assertThat(body.get("id").asText()).isEqualTo(sent.header("X-prontuario-delivery"));
        assertThat(body.get("from").asText() + " " + body.get("to").asText()).isEqualTo("FULL EMERGENCY");
        assertThat(body.get("maxUsers").asInt()).isEqualTo(50);
        assertThat(events("WebhookDelivered")).singleElement().satisfies(event -> assertThat(event.getMessage())
                .contains("webhook pager", "FULL to EMERGENCY of epoch 3", "answered 204 at try 1"));
    }

    @Test
    void aFailedDeliveryIsRetriedWithTheSameId() {
        answers.addAll(List.of(503, 429));
        announce(webhooks, url(), "15m");
        awaitCondition("Delivered");
        assertThat(received).hasSize(3);
        assertThat(received)
                .extracting(sent -> sent.header("X-prontuario-delivery"))
                .containsOnly(received.get(0).header("X-prontuario-delivery"));
        assertThat(events("WebhookDelivered").get(0).getMessage()).contains("at try 3");
    }

    @Test
    void anAnswerWithoutAnEndIsRetried() {
        answers.add(WITHOUT_END);
        announce(webhooks, url(), "15m");
        awaitCondition("Delivered");
        assertThat(received).hasSize(2);
    }

    @Test
    void aRefusedDeliveryIsNotRetriedAndNamesTheRemedy() {
        answers.add(403);
        announce(webhooks, url(), "15m");
        awaitCondition("DeliveryFailed");
        assertThat(received).hasSize(1);
        assertThat(events("WebhookFailed")).singleElement().satisfies(event -> {
            assertThat(event.getType()).isEqualTo("Warning");
            assertThat(event.getMessage())
                    .contains(
                            "spec.announcements.webhooks[0].url: the receiver answers 403",
                            "correct url, or the shared key");
        });
    }

    @Test
    void aSilentReceiverIsGivenUpAfterGiveUpAfter() {
        receiver.stop(0);
        announce(webhooks, url(), "900ms");
        awaitCondition("DeliveryFailed");
        assertThat(condition().message()).contains("given up", "no answer");
    }

    @Test
    void theNextLeaderDoesNotRepeatADelivery() {
        announce(webhooks, url(), "15m");
        awaitCondition("Delivered");
        try (WebhookNotifier next = webhooks()) {
            announce(next, url(), "15m");
            await().atMost(Duration.ofSeconds(30))
                    .until(
                            () -> next.condition()
                                    .map(OperatorCondition::message)
                                    .orElse(""),
                            "pager: delivered before"::equals);
        }
        assertThat(received).hasSize(1);
        assertThat(events("WebhookDelivered")).hasSize(1);
    }

    @Test
    void aMissingKeyIsNamed() {
        client.secrets().inNamespace("prontuario").withName("pager-key").delete();
        announce(webhooks, url(), "900ms");
        awaitCondition("DeliveryFailed");
        assertThat(condition().message())
                .contains("spec.announcements.webhooks[0].keySecretRef: there is no Secret pager-key");
        assertThat(received).isEmpty();
    }

    @Test
    void pausesGrowToAMinute() {
        assertThat(List.of(1, 2, 3, 7, 8, 100))
                .extracting(WebhookDelivery::pause)
                .containsExactly(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(60));
    }

    private WebhookNotifier webhooks() {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        return new WebhookNotifier(
                OperatorRole.CLOUD,
                new SecretReader(client),
                new EventRecorder(client, clock, "test"),
                clock,
                new FeatureRuntime(new PlatformLog("prontuario", "hospital"), () -> true, () -> {}));
    }

    private String url() {
        return "http://127.0.0.1:" + receiver.getAddress().getPort() + "/pager";
    }

    private static void announce(WebhookNotifier webhooks, String url, String giveUpAfter) {
        PlatformSpec spec = Platforms.whole("prontuario", 30080, "10.0.0").getSpec();
        PlatformSpec asking = new PlatformSpec(
                spec.hosts(),
                spec.edge(),
                spec.cloud(),
                spec.services(),
                spec.models(),
                spec.data(),
                spec.health(),
                spec.failover(),
                spec.drills(),
                spec.monitoring(),
                null,
                new AnnouncementsSpec(
                        List.of(new AnnouncementsSpec.Webhook("pager", url, "pager-key", "500ms", giveUpAfter))));
        webhooks.notify(
                PLATFORM,
                asking,
                new Transition(
                        Mode.FULL,
                        Mode.EMERGENCY,
                        Optional.of(new SiteName("mac-studio-1")),
                        Optional.of(SiteName.CLOUD),
                        3,
                        "no host serves",
                        new TransitionTimes(
                                Optional.of(NOW.minusSeconds(17)), NOW, Optional.empty(), Optional.empty())));
    }

    private void awaitCondition(String reason) {
        await().atMost(Duration.ofSeconds(30)).until(() -> condition().reason(), reason::equals);
    }

    private OperatorCondition condition() {
        return webhooks.condition().orElseThrow();
    }

    private List<Event> events(String reason) {
        return client.v1().events().inNamespace("prontuario").list().getItems().stream()
                .filter(event -> reason.equals(event.getReason()))
                .toList();
    }
}
