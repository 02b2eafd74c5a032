package io.prontuario.names.clouddns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.api.services.dns.model.RRSetRoutingPolicy;
import com.google.api.services.dns.model.ResourceRecordSet;
import io.prontuario.names.AddressRecords;
import io.prontuario.names.NameServer;
import io.prontuario.names.NamesException;
import io.prontuario.names.NamesException.Kind;
import io.prontuario.names.TrafficDirector.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudDnsTest {
    private static final String NAME = "prontuario.hospital.example";
    private static final AddressRecords SITE = records(20, "203.0.113.10");
    private static final AddressRecords CLOUD = records(20, "198.51.100.20");

    private FakeCloudDns api;
    private CloudDns director;

    @BeforeEach
    void start() throws Exception {
        api = new FakeCloudDns();
        director = director("hospital-example");
        api.zone("hospital-example");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void aNameIsCreatedThenFlippedByDeletingExactlyWhatWasRead() throws Exception {
        assertThat(director.held(NAME)).isEmpty();
        assertThat(director.replace(Optional.empty(), SITE)).isEqualTo(Outcome.ACCEPTED);
        Optional<AddressRecords> held = director.held(NAME);
        assertThat(held).contains(SITE);

        assertThat(director.replace(held, CLOUD)).isEqualTo(Outcome.ACCEPTED);

        assertThat(director.held(NAME)).contains(CLOUD);
        assertThat(api.changes.get(1).getDeletions()).singleElement().satisfies(set -> {
            assertThat(set.getRrdatas()).containsExactly("203.0.113.10");
            assertThat(set.getTtl()).isEqualTo(20);
        });
    }

    @Test
    void whatSomebodyElseWroteIsNotOverwritten() throws Exception {
        director.replace(Optional.empty(), SITE);
        Optional<AddressRecords> read = director.held(NAME);
        // another address, another time to live, nothing at all: each is somebody's doing
        for (ResourceRecordSet theirs : new ResourceRecordSet[] {
            FakeCloudDns.set(NAME + ".", "A", 20, "192.0.2.1"),
            FakeCloudDns.set(NAME + ".", "A", 21, "203.0.113.10"),
            null
        }) {
            api.beforeChange = () -> {
                api.zone("hospital-example").clear();
                if (theirs != null) {
                    api.zone("hospital-example").add(theirs);
                }
            };
            assertThat(director.replace(read, CLOUD)).isEqualTo(Outcome.CONFLICT);
            assertThat(director.held(NAME)).isNotEqualTo(Optional.of(CLOUD));
        }
        api.beforeChange = () -> {
            api.zone("hospital-example").clear();
            api.zone("hospital-example").add(FakeCloudDns.set(NAME + ".", "A", 20, "192.0.2.1"));
        };
        assertThat(director.replace(Optional.empty(), CLOUD)).isEqualTo(Outcome.CONFLICT);
    }

    @ParameterizedTest
    @CsvSource({
        "403, quotaExceeded,      QuotaExceeded, spec.cloud.project,                  raise the quota",
        "403, rateLimitExceeded,  QuotaExceeded, spec.cloud.project,                  tried again by itself",
        "429, rateLimitExceeded,  QuotaExceeded, spec.cloud.project,                  tried again by itself",
        "403, forbidden,          NotPermitted,  f.credentialsSecretRef, roles/dns.admin",
        "403, accessNotConfigured,NotPermitted,  f.credentialsSecretRef, enable the Cloud DNS API",
        "401, authError,          KeyRefused,    f.credentialsSecretRef, renew the Secret",
        "503, backendError,       ServerSilent,  f,                      tried again by itself",
        "400, invalid,            Unexpected,    f,                      compare the object"
    })
    void aRefusalNamesFieldAndRemedy(int status, String reason, Kind kind, String field, String remedy)
            throws Exception {
        director.held(NAME);
        int changes = api.changes.size();
        api.troubles.add(new FakeCloudDns.Trouble(status, reason));

        NamesException refused =
                catchThrowableOfType(NamesException.class, () -> director.replace(Optional.empty(), SITE));

        assertThat(refused.kind()).isEqualTo(kind);
        assertThat(refused.field()).isEqualTo(field);
        assertThat(refused.remedy()).contains(remedy);
        assertThat(refused.inWords()).startsWith(field + ": ").endsWith(refused.remedy());
        assertThat(api.changes).hasSize(changes);
    }

    @Test
    void aChangeIsSentOnceAndAQuestionAgain() throws Exception {
        director.held(NAME);
        api.requests.clear();
        api.troubles.add(new FakeCloudDns.Trouble(503, "backendError"));
        assertThat(director.held(NAME)).isEmpty();
        assertThat(api.requests).hasSize(2);

        api.requests.clear();
        api.troubles.add(new FakeCloudDns.Trouble(503, "backendError"));
        catchThrowableOfType(NamesException.class, () -> director.replace(Optional.empty(), SITE));
        assertThat(api.requests).hasSize(1);
    }

    @Test
    void aMissingZoneIsNotAMissingName() {
        NamesException missing = catchThrowableOfType(
                NamesException.class, () -> director("hospital-exmaple").held(NAME));
        assertThat(missing.kind()).isEqualTo(Kind.ZoneMissing);
        assertThat(missing.inWords())
                .isEqualTo(
                        "spec.cloud.zone: project hospital has no managed zone hospital-exmaple; write the zone's name,"
                                + " not its DNS name, or create it");
    }

    @Test
    void aZoneThatGoesAwayIsMissedAndOneThatComesBackIsFound() throws Exception {
        director.held(NAME);
        List<ResourceRecordSet> kept = api.zones.remove("hospital-example");
        for (int i = 0; i < 2; i++) {
            assertThat(catchThrowableOfType(NamesException.class, () -> director.held(NAME))
                            .kind())
                    .isEqualTo(Kind.ZoneMissing);
        }
        api.zones.put("hospital-example", kept);
        assertThat(director.held(NAME)).isEmpty();
    }

    @Test
    void anAliasOrARoutingPolicyIsNotOverwritten() {
        api.zone("hospital-example").add(FakeCloudDns.set(NAME + ".", "CNAME", 60, "elsewhere.example."));
        assertThat(catchThrowableOfType(NamesException.class, () -> director.held(NAME)))
                .satisfies(occupied -> assertThat(occupied.kind()).isEqualTo(Kind.NameOccupied))
                .hasMessageContaining("is an alias");

        api.zone("hospital-example").clear();
        api.zone("hospital-example")
                .add(FakeCloudDns.set(NAME + ".", "A", 60).setRoutingPolicy(new RRSetRoutingPolicy()));
        assertThat(catchThrowableOfType(NamesException.class, () -> director.held(NAME)))
                .hasMessageContaining("has a routing policy");
    }

    @Test
    void theZonesOwnServersAreReadBackUnlessOthersAreListed() throws Exception {
        assertThat(director.authorities()).containsExactly(new NameServer("ns-cloud-a1.googledomains.com", 53));
        CloudDns listed =
                new CloudDns(settings("hospital-example", List.of(NameServer.parse("192.0.2.53:5353"))), request -> {});
        assertThat(listed.authorities()).containsExactly(new NameServer("192.0.2.53", 5353));
    }

    @Test
    void silenceIsSaidAndTriedAgain() {
        api.close();
        assertThat(catchThrowableOfType(NamesException.class, () -> director.held(NAME)))
                .satisfies(silent -> assertThat(silent.kind()).isEqualTo(Kind.ServerSilent));
    }

    @Test
    void aSecretThatIsNoCredentialSaysSo() {
        NamesException refused = catchThrowableOfType(
                NamesException.class,
                () -> new CloudDns(new CloudDnsSettings(
                        "hospital", "z", Optional.of("{\"type\":"), Optional.empty(), List.of(), "f")));
        assertThat(refused.kind()).isEqualTo(Kind.KeyRefused);
        assertThat(refused.field()).isEqualTo("f.credentialsSecretRef");
        assertThat(refused.inWords()).doesNotContain("{\"type\"");
    }

    private CloudDns director(String zone) {
        return new CloudDns(
                settings(zone, List.of()), request -> request.getHeaders().setAuthorization("Bearer good"));
    }

    private CloudDnsSettings settings(String zone, List<NameServer> authorities) {
        return new CloudDnsSettings("hospital", zone, Optional.empty(), Optional.of(api.root()), authorities, "f");
    }

    private static AddressRecords records(int ttl, String... addresses) {
        return new AddressRecords(NAME, Duration.ofSeconds(ttl), List.of(addresses));
    }
}
