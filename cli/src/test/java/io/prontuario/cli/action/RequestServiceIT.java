package io.prontuario.cli.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import io.prontuario.crds.PlatformCrd;
import io.prontuario.crds.PlatformYaml;
import io.prontuario.crds.v1alpha1.FailoverSpec.Request;
import io.prontuario.crds.v1alpha1.FailoverSpec.Request.Verb;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import io.prontuario.testing.ApiServer;
import io.prontuario.testing.ApiServerExtension;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Requests on a real API server; what the operator writes into status is written here. */
@ExtendWith(ApiServerExtension.class)
class RequestServiceIT {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final String ID = "switchover-mac-studio-2-20260301-100000";
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final List<String> progress = new ArrayList<>();
    /** The operator has a thread of its own: the service's may be the one that delivers answers of the API server. */
    private final ExecutorService operator = Executors.newSingleThreadExecutor();

    private Cluster cluster;

    @BeforeEach
    void platform(ApiServer server) {
        server.applyFromClasspath(PlatformCrd.RESOURCE);
        cluster = Cluster.of(
                new KubernetesClientBuilder().withConfig(server.adminConfig()).build(), server.newNamespace("request"));
        ProntuarioPlatform platform = PlatformYaml.read(Path.of("../examples/mac-studio-ha.yaml"));
        platform.getMetadata().setNamespace(cluster.namespace());
        cluster.client().resource(platform).serverSideApply();
    }

    @AfterEach
    void close() {
        operator.shutdownNow();
        cluster.close();
    }

    private RequestService requests(Duration patience, Consumer<String> onProgress) {
        return new RequestService(cluster, Clock.fixed(NOW, ZoneOffset.UTC), patience, line -> {
            progress.add(line);
            operator.execute(() -> onProgress.accept(line));
        });
    }

    private void status(String json) {
        cluster.client()
                .resources(ProntuarioPlatform.class)
                .inNamespace(cluster.namespace())
                .withName("hospital")
                .subresource("status")
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\":" + json + "}");
    }

    private static String handled(String id, String outcome, String reason) {
        return "{\"id\":\"" + id + "\",\"outcome\":\"" + outcome + "\",\"reason\":\"" + reason + "\"}";
    }

    private static String data(String writer, String request) {
        return "\"data\":{\"writer\":\"" + writer
                + "\",\"epoch\":3,\"phase\":\"Granted\",\"cause\":\"First\",\"fencedBelow\":0,\"request\":" + request
                + "}";
    }

    private Request requested() {
        return cluster.get("hospital").getSpec().failover().request();
    }

    @Test
    void aSwitchoverIsWrittenAndFollowedUntilItIsDone() {
        var before = cluster.get("hospital").getSpec();
        RequestService.Result result = requests(LONG, line -> {
                    if (line.startsWith("requested")) {
                        status("{" + data("mac-studio-1", handled(ID, "Underway", "the writer moves")) + "}");
                    } else if (line.startsWith("underway")) {
                        status("{"
                                + data("mac-studio-2", handled(ID, "Done", "mac-studio-2 is the writer of epoch 4"))
                                + "}");
                    }
                })
                .switchover(null, "mac-studio-2");
        assertThat(requested())
                .as("it does not begin after the wait")
                .isEqualTo(new Request(ID, Verb.Switchover, "mac-studio-2", "2026-03-01T10:00:20Z"));
        assertThat(progress).containsExactly("requested: " + ID, "underway: the writer moves");
        assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(result.inWords()).contains("done", "mac-studio-2 is the writer of epoch 4");
        var after = cluster.get("hospital").getSpec();
        assertThat(after.services()).as("no other field is written").isEqualTo(before.services());
        assertThat(after.failover().pause()).isEqualTo(before.failover().pause());
    }

    @Test
    void aRefusalHasTheGuardsReasonAndItsExitCode() {
        RequestService.Result result = requests(
                        LONG,
                        line -> status("{"
                                + data(
                                        "mac-studio-1",
                                        handled(ID, "Refused", "mac-studio-2 does not follow the present epoch"))
                                + "}"))
                .switchover("hospital", "mac-studio-2");
        assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(result.reason()).isEqualTo("mac-studio-2 does not follow the present epoch");
    }

    @Test
    void whatCameToAnotherEndIsNoSuccessAndWhatNoOperatorTakesUpIsSaid() {
        assertThat(requests(LONG, line -> status("{" + data("mac-studio-1", handled(ID, "Failed", "it stopped")) + "}"))
                        .switchover("hospital", "mac-studio-2")
                        .exitCode())
                .isEqualTo(ExitCode.OBJECTIVE_MISSED);
        status("{" + data("mac-studio-1", handled("another", "Done", "x")) + "}");
        RequestService.Result late = requests(SHORT, line -> {}).switchover("hospital", "mac-studio-2");
        assertThat(late.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(late.reason()).contains("has not taken the request up");
    }

    @Test
    void aDrainIsDoneWhenTheWriterHasLeftTheHost() {
        String id = "drain-mac-studio-1-20260301-100000";
        String drained = "\"drain\":" + handled(id, "Done", "mac-studio-1 is drained");
        RequestService.Result result = requests(LONG, line -> {
                    if (line.startsWith("requested")) {
                        status("{" + drained + "," + data("mac-studio-1", "null") + "}");
                    } else if (line.contains("still the writer")) {
                        status("{" + drained + "," + data("mac-studio-1", handled(id, "Underway", "the writer moves"))
                                + "}");
                    } else if (line.contains("the writer moves")) {
                        status("{" + drained + "," + data("mac-studio-2", handled(id, "Done", "moved")) + "}");
                    }
                })
                .drain(null, "mac-studio-1", Duration.ofHours(2));
        assertThat(requested()).isEqualTo(new Request(id, Verb.Drain, "mac-studio-1", "2026-03-01T12:00:00Z"));
        assertThat(progress)
                .containsExactly(
                        "requested: " + id,
                        "underway: mac-studio-1 gets no requests and is still the writer",
                        "underway: the writer moves");
        assertThat(result.exitCode()).isEqualTo(ExitCode.OK);

        RequestService another = requests(SHORT, line -> {});
        assertThatThrownBy(() -> another.switchover(null, "mac-studio-1"))
                .as("it would end the drain")
                .isInstanceOfSatisfying(
                        CliException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.REFUSED))
                .hasMessageContaining("prontuario undrain mac-studio-1");

        RequestService.Result ended = requests(
                        LONG,
                        line -> status(
                                "{\"sites\":[{\"name\":\"mac-studio-1\",\"health\":\"Healthy\",\"admitted\":true}]}"))
                .undrain(null, "mac-studio-1");
        assertThat(requested()).isNull();
        assertThat(ended.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(another.undrain(null, "mac-studio-1").inWords()).contains("no drain of mac-studio-1 is requested");
    }

    @Test
    void aDrainThatWasRefusedStandsInNobodysWay() {
        String id = "drain-mac-studio-1-20260301-100000";
        RequestService.Result refused = requests(
                        LONG, line -> status("{\"drain\":" + handled(id, "Refused", "no other host is admitted") + "}"))
                .drain(null, "mac-studio-1", Duration.ofHours(2));
        assertThat(refused.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(requests(SHORT, line -> {}).switchover(null, "mac-studio-2").exitCode())
                .isEqualTo(ExitCode.UNREACHABLE);
    }

    @Test
    void aHostThatIsNotThereIsBadInput() {
        RequestService requests = requests(SHORT, line -> {});
        assertThatThrownBy(() -> requests.switchover(null, "mac-mini-9")).hasMessageContaining("--to", "mac-studio-2");
        assertThatThrownBy(() -> requests.drain(null, "mac-mini-9", Duration.ofHours(1)))
                .hasMessageContaining("HOST");
        assertThatThrownBy(() -> requests.undrain(null, "mac-mini-9")).hasMessageContaining("HOST");
        assertThatThrownBy(() -> requests.drain(null, "mac-studio-1", Duration.ofHours(25)))
                .isInstanceOfSatisfying(
                        CliException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.BAD_INPUT))
                .hasMessageContaining("--for");
        assertThat(requested()).isNull();
    }
}
