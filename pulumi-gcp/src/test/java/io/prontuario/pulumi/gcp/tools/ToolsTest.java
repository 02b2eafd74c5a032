package io.prontuario.pulumi.gcp.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import io.prontuario.crds.PlatformOverlay;
import io.prontuario.crds.validation.PlatformValidator;
import io.prontuario.crds.validation.Problem;
import io.prontuario.pulumi.gcp.config.StackConfigReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToolsTest {
    private static String step(String name, String before, String after) {
        return "{\"urn\":\"urn:pulumi:dev::p::a$gcp:storage/bucket:Bucket::%s\",\"op\":\"refresh\",\"oldState\":{\"inputs\":{},\"outputs\":%s}%s}"
                .formatted(
                        name, before, after.isEmpty() ? "" : ",\"newState\":{\"inputs\":{},\"outputs\":" + after + "}");
    }

    @Test
    void driftNamesWhatDiffersAndNothingElse() {
        String json = "{\"steps\":["
                + step("same", "{\"a\":1}", "{\"a\":1}") + ","
                + step("changed", "{\"a\":1,\"b\":2}", "{\"a\":1,\"b\":3,\"c\":4}") + ","
                + step("gone", "{\"a\":1}", "") + "]}";
        assertThat(DriftReport.of(json))
                .extracting(DriftReport.Change::toString)
                .containsExactly("gcp:storage/bucket:Bucket changed: b, c", "gcp:storage/bucket:Bucket gone: deleted");
    }

    @Test
    void importsAreNamedAsGoogleNamesThem() {
        String json = "{\"steps\":["
                + create(
                        "gcp:kms/keyRing:KeyRing",
                        "ring",
                        "{\"project\":\"p\",\"location\":\"southamerica-east1\",\"name\":\"r\"}")
                + ","
                + create(
                        "gcp:compute/routerNat:RouterNat",
                        "nat",
                        "{\"project\":\"p\",\"region\":\"r\",\"name\":\"n\",\"router\":\"04da6b54-80e4-46f7-96ec-b56ff0331ba9\"}")
                + ","
                + create("gcp:storage/bucket:Bucket", "ring", "{\"name\":\"p-files\"}") + "]}";
        ImportFile.Result result = ImportFile.of(json);
        var first = JsonParser.parseString(result.json())
                .getAsJsonObject()
                .getAsJsonArray("resources")
                .get(0)
                .getAsJsonObject();
        assertThat(first.get("id").getAsString()).isEqualTo("projects/p/locations/southamerica-east1/keyRings/r");
        assertThat(first.get("name").getAsString()).isEqualTo("ring");
        assertThat(first.get("provider").getAsString()).isEqualTo("google");
        assertThat(result.json()).contains("\"id\": \"p-files\"").contains("\"name\": \"ring-2\"");
        assertThat(result.withoutId()).containsExactly("gcp:compute/routerNat:RouterNat nat");
    }

    private static String create(String type, String name, String inputs) {
        return """
                {"op":"create","urn":"urn:pulumi:dev::p::%s::%s","newState":{"type":"%s","custom":true,"inputs":%s,
                "provider":"urn:pulumi:dev::p::pulumi:providers:gcp::google::04da6b54-80e4-46f7-96ec-b56ff0331ba9"}}"""
                .formatted(type, name, type, inputs);
    }

    @Test
    void theProviderComesFirst() {
        assertThatThrownBy(() -> ImportFile.of("{\"steps\":[" + create("pulumi:providers:gcp", "google", "{}") + "]}"))
                .isInstanceOf(NotReadyException.class)
                .hasMessageContaining("pulumi up --target 'urn:pulumi:dev::p::pulumi:providers:gcp::google'");
    }

    @Test
    void theOverlayMadeFromOutputsGivesAValidObject() throws Exception {
        String overlay = OutputsOverlay.of(
                "{\"project\":\"prontuario-prod-000001\",\"region\":\"southamerica-east1\",\"dnsName\":\"app.prontuario.hospital.example\","
                        + "\"dnsZone\":\"prontuario-public\",\"databaseAddress\":\"10.42.0.3\"}",
                null);
        String merged = PlatformOverlay.merge(Files.readString(Path.of("../examples/mac-studio-ha.yaml")), overlay);
        assertThat(merged).contains("project: prontuario-prod-000001").contains("cloudEndpoint: 10.42.0.3");
        assertThat(PlatformValidator.validate(merged, Instant.now())).noneMatch(p -> p instanceof Problem.Error);
    }

    @Test
    void withoutADatabaseThereIsNoOverlay() {
        assertThatThrownBy(() -> OutputsOverlay.of("{\"project\":\"p\"}", "records"))
                .hasMessageContaining("run pulumi up first");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "staging", "prod", "healthcare", "hybrid-v1"})
    void stackFilesAreReadWithoutTheEngine(String stack) throws Exception {
        assertThat(StackConfigReader.read(StackFiles.read(Path.of("Pulumi." + stack + ".yaml")))
                        .project()
                        .id())
                .isNotEmpty();
    }
}
