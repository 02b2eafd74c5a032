package io.prontuario.names.clouddns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.api.services.dns.model.RRSetRoutingPolicy;
import com.google.api.services.dns.model.ResourceRecordSet;
import io.prontuario.names.AddressRecords;
import io.prontuario.names.DnsException;
import io.prontuario.names.DnsException.Kind;
import io.prontuario.names.DnsProvider.WriteResult;
import io.prontuario.names.NameServer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudDnsProviderIT {
    private static final String NAME = "prontuario.hospital.example";
    private static final AddressRecords SITE = records(20, "203.0.113.10");
    private static final AddressRecords CLOUD = records(20, "198.51.100.20");

    private FakeCloudDns api;
    private CloudDnsProvider provider;

    @BeforeEach
    void start() throws Exception {
        api = new FakeCloudDns();
        provider = provider("hospital-example");
        api.zone("hospital-example");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void aChangeDeletesExactlyWhatWasRead() throws Exception {
        assertThat(provider.records(NAME)).isEmpty();
        assertThat(provider.replace(Optional.empty(), SITE)).isEqualTo(WriteResult.ACCEPTED);
        Optional<AddressRecords> current = provider.records(NAME);
        assertThat(current).contains(SITE);

        assertThat(provider.replace(current, CLOUD)).isEqualTo(WriteResult.ACCEPTED);

        assertThat(provider.records(NAME)).contains(CLOUD);
        assertThat(api.changes.get(1).getDeletions()).singleElement().satisfies(set -> {
            assertThat(set.getRrdatas()).containsExactly("203.0.113.10");
            assertThat(set.getTtl()).isEqualTo(20);
        });
    }

    @Test
    void recordsOfAnotherWriterAreNotOverwritten() throws Exception {
        provider.replace(Optional.empty(), SITE);
        Optional<AddressRecords> read = provider.records(NAME);
        // another address, another TTL, no record
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
            assertThat(provider.replace(read, CLOUD)).isEqualTo(WriteResult.CONFLICT);
            assertThat(provider.records(NAME)).isNotEqualTo(Optional.of(CLOUD));
        }
        api.beforeChange = () -> {
            api.zone("hospital-example").clear();
            api.zone("hospital-example").add(FakeCloudDns.set(NAME + ".", "A", 20, "192.0.2.1"));
        };
        assertThat(provider.replace(Optional.empty(), CLOUD)).isEqualTo(WriteResult.CONFLICT);
    }

    @ParameterizedTest
    @CsvSource({
        "403, quotaExceeded,      QuotaExceeded, spec.cloud.project,                  raise the quota",
        "403, rateLimitExceeded,  QuotaExceeded, spec.cloud.project,                  retried automatically",
        "429, rateLimitExceeded,  QuotaExceeded, spec.cloud.project,                  retried automatically",
        "403, forbidden,          NotPermitted,  f.credentialsSecretRef, roles/dns.admin",
        "403, accessNotConfigured,NotPermitted,  f.credentialsSecretRef, enable the Cloud DNS API",
        "401, authError,          KeyRefused,    f.credentialsSecretRef, renew credentials.json",
        "503, backendError,       ServerSilent,  f,                      retried automatically",
        "400, invalid,            Unexpected,    f,                      compare the object"
    })
    void anErrorNamesFieldAndRemedy(int status, String reason, Kind kind, String field, String remedy)
            throws Exception {
        provider.records(NAME);
        int changes = api.changes.size();
        api.troubles.add(new FakeCloudDns.Trouble(status, reason));

        DnsException refused = catchThrowableOfType(DnsException.class, () -> provider.replace(Optional.empty(), SITE));

        assertThat(refused.kind()).isEqualTo(kind);
        assertThat(refused.field()).isEqualTo(field);
        assertThat(refused.remedy()).contains(remedy);
        assertThat(refused.inWords()).startsWith(field + ": ").endsWith(refused.remedy());
        assertThat(api.changes).hasSize(changes);
    }

    @Test
    void aReadIsRetriedAndAChangeIsNot() throws Exception {
        provider.records(NAME);
        api.requests.clear();
        api.troubles.add(new FakeCloudDns.Trouble(503, "backendError"));
        assertThat(provider.records(NAME)).isEmpty();
        assertThat(api.requests).hasSize(2);

        api.requests.clear();
        api.troubles.add(new FakeCloudDns.Trouble(503, "backendError"));
        catchThrowableOfType(DnsException.class, () -> provider.replace(Optional.empty(), SITE));
        assertThat(api.requests).hasSize(1);
    }

    @Test
    void aMissingZoneIsNotAMissingName() {
        DnsException missing = catchThrowableOfType(
                DnsException.class, () -> provider("hospital-exmaple").records(NAME));
        assertThat(missing.kind()).isEqualTo(Kind.ZoneMissing);
        assertThat(missing.inWords())
                .isEqualTo(
                        "spec.cloud.zone: project hospital has no managed zone hospital-exmaple; write the name of the"
                                + " managed zone, not its DNS name, or create the zone");
    }

    @Test
    void aDeletedZoneIsReportedAndARecreatedOneIsFound() throws Exception {
        provider.records(NAME);
        List<ResourceRecordSet> kept = api.zones.remove("hospital-example");
        for (int i = 0; i < 2; i++) {
            assertThat(catchThrowableOfType(DnsException.class, () -> provider.records(NAME))
                            .kind())
                    .isEqualTo(Kind.ZoneMissing);
        }
        api.zones.put("hospital-example", kept);
        assertThat(provider.records(NAME)).isEmpty();
    }

    @Test
    void anAliasOrARoutingPolicyIsNotOverwritten() {
        api.zone("hospital-example").add(FakeCloudDns.set(NAME + ".", "CNAME", 60, "elsewhere.example."));
        assertThat(catchThrowableOfType(DnsException.class, () -> provider.records(NAME)))
                .satisfies(occupied -> assertThat(occupied.kind()).isEqualTo(Kind.NameOccupied))
                .hasMessageContaining("is an alias");

        api.zone("hospital-example").clear();
        api.zone("hospital-example")
                .add(FakeCloudDns.set(NAME + ".", "A", 60).setRoutingPolicy(new RRSetRoutingPolicy()));
        assertThat(catchThrowableOfType(DnsException.class, () -> provider.records(NAME)))
                .hasMessageContaining("has a routing policy");
    }

    @Test
    void theServersAreThoseOfTheZoneUnlessTheyAreListed() throws Exception {
        assertThat(provider.authoritativeServers())
                .containsExactly(new NameServer("ns-cloud-a1.googledomains.com", 53));
        CloudDnsProvider listed = new CloudDnsProvider(
                settings("hospital-example", List.of(NameServer.parse("192.0.2.53:5353"))), request -> {});
        assertThat(listed.authoritativeServers()).containsExactly(new NameServer("192.0.2.53", 5353));
    }

    @Test
    void aMissingAnswerIsReported() {
        api.close();
        assertThat(catchThrowableOfType(DnsException.class, () -> provider.records(NAME)))
                .satisfies(silent -> assertThat(silent.kind()).isEqualTo(Kind.ServerSilent));
    }

    @Test
    void aSecretThatIsNotACredentialIsReported() {
        DnsException refused = catchThrowableOfType(
                DnsException.class,
                () -> new CloudDnsProvider(new CloudDnsSettings(
                        "hospital", "z", Optional.of("{\"type\":"), Optional.empty(), List.of(), "f")));
        assertThat(refused.kind()).isEqualTo(Kind.KeyRefused);
        assertThat(refused.field()).isEqualTo("f.credentialsSecretRef");
        assertThat(refused.inWords()).doesNotContain("{\"type\"");
    }

    private CloudDnsProvider provider(String zone) {
        return new CloudDnsProvider(
                settings(zone, List.of()), request -> request.getHeaders().setAuthorization("Bearer good"));
    }

    private CloudDnsSettings settings(String zone, List<NameServer> authoritativeServers) {
        return new CloudDnsSettings(
                "hospital", zone, Optional.empty(), Optional.of(api.root()), authoritativeServers, "f");
    }

    private static AddressRecords records(int ttl, String... addresses) {
        return new AddressRecords(NAME, Duration.ofSeconds(ttl), List.of(addresses));
    }
}
