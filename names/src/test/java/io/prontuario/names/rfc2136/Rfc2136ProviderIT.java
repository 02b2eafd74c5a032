package io.prontuario.names.rfc2136;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.prontuario.names.AddressRecords;
import io.prontuario.names.AuthoritativeServers;
import io.prontuario.names.DnsException;
import io.prontuario.names.DnsException.Kind;
import io.prontuario.names.DnsProvider.WriteResult;
import io.prontuario.names.DnsRecordUpdater;
import io.prontuario.names.NameServer;
import io.prontuario.testing.BindServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against BIND: a primary with two views, and a secondary of the public one. */
class Rfc2136ProviderIT {
    private static final String NAME = "prontuario." + BindServer.ZONE;
    private static final AddressRecords SITE = records("203.0.113.10");
    private static final AddressRecords CLOUD = records("198.51.100.20", "198.51.100.21");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path primaryFolder;

    @TempDir
    Path secondaryFolder;

    private BindServer primary;
    private BindServer secondary;

    @BeforeEach
    void start() throws Exception {
        int second = BindServer.freePort();
        primary = BindServer.primary(primaryFolder, second);
        secondary = BindServer.secondary(secondaryFolder, second, primary.port);
    }

    @AfterEach
    void stop() {
        secondary.close();
        primary.close();
    }

    @Test
    void anUpdateIsCompleteOnlyWhenEveryServerReturnsIt() throws Exception {
        DnsRecordUpdater updater = updater();
        DnsRecordUpdater.Update first = updater.update(SITE);
        assertThat(first.before()).isEmpty();
        assertThat(first.written()).isTrue();
        awaitComplete(updater, SITE);

        DnsRecordUpdater.Update flip = updater.update(CLOUD);
        assertThat(flip.before()).contains(SITE);
        assertThat(flip.written()).isTrue();
        awaitComplete(updater, CLOUD);

        secondary.close();
        DnsRecordUpdater.Update back = updater.update(SITE);
        assertThat(back.propagation())
                .isInstanceOfSatisfying(DnsRecordUpdater.Propagation.Incomplete.class, incomplete -> {
                    assertThat(incomplete.of()).isEqualTo(2);
                    assertThat(incomplete.servers())
                            .singleElement()
                            .asString()
                            .startsWith("127.0.0.1:" + secondary.port + ": no answer");
                });
        assertThat(updater.update(SITE).written())
                .as("a second update writes nothing")
                .isFalse();
    }

    @Test
    void aConflictIsRefusedByTheServerAndRepairedByTheNextUpdate() throws Exception {
        Rfc2136Provider provider = provider("cloud", BindServer.SECRET);
        provider.replace(Optional.empty(), SITE);
        Optional<AddressRecords> read = provider.records(NAME);
        AddressRecords theirs = records("192.0.2.66");
        assertThat(provider.replace(read, theirs)).isEqualTo(WriteResult.ACCEPTED);

        assertThat(provider.replace(read, CLOUD)).isEqualTo(WriteResult.CONFLICT);
        assertThat(provider.replace(Optional.empty(), CLOUD)).isEqualTo(WriteResult.CONFLICT);
        // a part of the record set is not the record set
        assertThat(provider.replace(Optional.of(theirs), CLOUD)).isEqualTo(WriteResult.ACCEPTED);
        assertThat(provider.replace(Optional.of(records("198.51.100.20")), SITE))
                .isEqualTo(WriteResult.CONFLICT);
        assertThat(provider.records(NAME))
                .hasValueSatisfying(held -> assertThat(held.sameAs(CLOUD)).isTrue());

        DnsRecordUpdater.Update repaired = updater().update(SITE);
        assertThat(repaired.before())
                .hasValueSatisfying(held -> assertThat(held.sameAs(CLOUD)).isTrue());
        assertThat(repaired.written()).isTrue();
        assertThat(provider.records(NAME)).contains(SITE);
    }

    @Test
    void anotherTtlIsReplaced() throws Exception {
        DnsRecordUpdater updater = updater();
        updater.update(new AddressRecords(NAME, Duration.ofSeconds(300), SITE.addresses()));
        assertThat(updater.update(SITE).written()).isTrue();
        assertThat(provider("cloud", BindServer.SECRET).records(NAME)).contains(SITE);
    }

    @Test
    void theCloudsKeyCannotWriteTheOnSiteView(@TempDir Path folder) throws Exception {
        try (BindServer server = BindServer.onsite(folder)) {
            Rfc2136Provider onsite = provider("onsite", BindServer.ONSITE_SECRET, server, BindServer.ZONE, List.of());
            AddressRecords virtual = records("10.20.30.100");
            assertThat(onsite.replace(Optional.empty(), virtual)).isEqualTo(WriteResult.ACCEPTED);
            updater().update(CLOUD);

            Rfc2136Provider cloud = provider("cloud", BindServer.SECRET, server, BindServer.ZONE, List.of());
            DnsException refused =
                    catchThrowableOfType(DnsException.class, () -> cloud.replace(Optional.of(virtual), CLOUD));

            assertThat(refused.kind()).isEqualTo(Kind.NotPermitted);
            assertThat(refused.inWords()).contains("f.keyName", "key cloud", "grant cloud name NAME A");
            assertThat(onsite.records(NAME)).contains(virtual);
        }
    }

    @Test
    void aWrongKeyIsNamed() {
        for (String key : List.of("cloud", "nobody")) {
            DnsException refused =
                    catchThrowableOfType(DnsException.class, () -> provider(key, BindServer.ONSITE_SECRET)
                            .records(NAME));
            assertThat(refused.kind()).as(key).isEqualTo(Kind.KeyRefused);
            assertThat(refused.inWords())
                    .startsWith("f.keySecretRef: the server answers BAD")
                    .contains("compare keyName, algorithm and the Secret")
                    .doesNotContain(BindServer.ONSITE_SECRET);
        }
        assertThat(catchThrowableOfType(DnsException.class, () -> provider("cloud", "no base64!")))
                .hasMessageContaining("is not base64");
    }

    @Test
    void aMissingZoneAnAliasAndAForbiddenNameAreNamed() throws Exception {
        DnsException missing = catchThrowableOfType(
                DnsException.class, () -> provider("cloud", BindServer.SECRET, primary, "clinic.example", List.of())
                        .records("x.clinic.example"));
        assertThat(missing.kind()).isEqualTo(Kind.ZoneMissing);
        assertThat(missing.inWords()).contains("f.zone", "does not have zone clinic.example", "create the zone");

        Rfc2136Provider provider = provider("cloud", BindServer.SECRET);
        DnsException alias =
                catchThrowableOfType(DnsException.class, () -> provider.records("alias." + BindServer.ZONE));
        assertThat(alias.kind()).isEqualTo(Kind.NameOccupied);

        DnsException forbidden = catchThrowableOfType(
                DnsException.class,
                () -> provider.replace(
                        Optional.empty(),
                        new AddressRecords("other." + BindServer.ZONE, Duration.ofSeconds(20), List.of("192.0.2.1"))));
        assertThat(forbidden.kind()).isEqualTo(Kind.NotPermitted);
    }

    @Test
    void aServerWithoutAnswerTakesAtMostTheTimeout() {
        primary.close();
        long start = System.nanoTime();
        DnsException silent = catchThrowableOfType(
                DnsException.class, () -> provider("cloud", BindServer.SECRET).records(NAME));
        assertThat(silent.kind()).isEqualTo(Kind.ServerSilent);
        assertThat(silent.field()).isEqualTo("f.server");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void withoutAListTheServersAreThoseOfTheZone() throws Exception {
        assertThat(provider("cloud", BindServer.SECRET, primary, BindServer.ZONE, List.of())
                        .authoritativeServers())
                .containsExactly(new NameServer("ns." + BindServer.ZONE, 53));
    }

    private void awaitComplete(DnsRecordUpdater updater, AddressRecords wanted) {
        await().atMost(PATIENCE)
                .until(
                        () -> updater.update(wanted).propagation(),
                        new DnsRecordUpdater.Propagation.Complete(2)::equals);
    }

    private DnsRecordUpdater updater() throws DnsException {
        return new DnsRecordUpdater(
                provider("cloud", BindServer.SECRET), new AuthoritativeServers(Duration.ofSeconds(2)));
    }

    private Rfc2136Provider provider(String key, String secret) throws DnsException {
        return provider(
                key,
                secret,
                primary,
                BindServer.ZONE,
                List.of(new NameServer("127.0.0.1", primary.port), new NameServer("127.0.0.1", secondary.port)));
    }

    private static Rfc2136Provider provider(
            String key, String secret, BindServer server, String zone, List<NameServer> authoritativeServers)
            throws DnsException {
        return new Rfc2136Provider(new Rfc2136Provider.Settings(
                new NameServer("127.0.0.1", server.port),
                zone,
                new TsigKey(key, TsigKey.Algorithm.HmacSha256, secret),
                authoritativeServers,
                Duration.ofSeconds(5),
                "f"));
    }

    private static AddressRecords records(String... addresses) {
        return new AddressRecords(NAME, Duration.ofSeconds(20), List.of(addresses));
    }
}
