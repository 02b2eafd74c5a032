package io.prontuario.names.rfc2136;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.prontuario.names.AddressRecords;
import io.prontuario.names.Authorities;
import io.prontuario.names.NameKeeper;
import io.prontuario.names.NameServer;
import io.prontuario.names.NamesException;
import io.prontuario.names.NamesException.Kind;
import io.prontuario.names.TrafficDirector.Outcome;
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
class DynamicUpdatesIT {
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
    void aNameIsFlippedAndSaidToBeOnlyWhenEveryServerSaysSo() throws Exception {
        NameKeeper keeper = keeper();
        NameKeeper.Pass first = keeper.keep(SITE);
        assertThat(first.before()).isEmpty();
        assertThat(first.written()).isTrue();
        awaitEverywhere(keeper, SITE);

        NameKeeper.Pass flip = keeper.keep(CLOUD);
        assertThat(flip.before()).contains(SITE);
        assertThat(flip.written()).isTrue();
        awaitEverywhere(keeper, CLOUD);

        secondary.close();
        NameKeeper.Pass back = keeper.keep(SITE);
        assertThat(back.standing()).isInstanceOfSatisfying(NameKeeper.Standing.Lagging.class, lagging -> {
            assertThat(lagging.of()).isEqualTo(2);
            assertThat(lagging.servers())
                    .singleElement()
                    .asString()
                    .startsWith("127.0.0.1:" + secondary.port + ": no answer");
        });
        assertThat(keeper.keep(SITE).written())
                .as("a second pass writes nothing")
                .isFalse();
    }

    @Test
    void whatSomebodyElseWroteIsRefusedByTheServerAndRepairedByTheNextPass() throws Exception {
        DynamicUpdates director = director("cloud", BindServer.SECRET);
        director.replace(Optional.empty(), SITE);
        Optional<AddressRecords> read = director.held(NAME);
        AddressRecords theirs = records("192.0.2.66");
        assertThat(director.replace(read, theirs)).isEqualTo(Outcome.ACCEPTED);

        assertThat(director.replace(read, CLOUD)).isEqualTo(Outcome.CONFLICT);
        assertThat(director.replace(Optional.empty(), CLOUD)).isEqualTo(Outcome.CONFLICT);
        // a part of the set is not the set
        assertThat(director.replace(Optional.of(theirs), CLOUD)).isEqualTo(Outcome.ACCEPTED);
        assertThat(director.replace(Optional.of(records("198.51.100.20")), SITE))
                .isEqualTo(Outcome.CONFLICT);
        assertThat(director.held(NAME))
                .hasValueSatisfying(held -> assertThat(held.sameAs(CLOUD)).isTrue());

        NameKeeper.Pass repaired = keeper().keep(SITE);
        assertThat(repaired.before())
                .hasValueSatisfying(held -> assertThat(held.sameAs(CLOUD)).isTrue());
        assertThat(repaired.written()).isTrue();
        assertThat(director.held(NAME)).contains(SITE);
    }

    @Test
    void anotherTimeToLiveIsDrift() throws Exception {
        NameKeeper keeper = keeper();
        keeper.keep(new AddressRecords(NAME, Duration.ofSeconds(300), SITE.addresses()));
        assertThat(keeper.keep(SITE).written()).isTrue();
        assertThat(director("cloud", BindServer.SECRET).held(NAME)).contains(SITE);
    }

    @Test
    void theCloudsKeyCannotWriteTheOnSiteView(@TempDir Path folder) throws Exception {
        try (BindServer server = BindServer.onsite(folder)) {
            DynamicUpdates onsite = director("onsite", BindServer.ONSITE_SECRET, server, BindServer.ZONE, List.of());
            AddressRecords virtual = records("10.20.30.100");
            assertThat(onsite.replace(Optional.empty(), virtual)).isEqualTo(Outcome.ACCEPTED);
            keeper().keep(CLOUD);

            DynamicUpdates cloud = director("cloud", BindServer.SECRET, server, BindServer.ZONE, List.of());
            NamesException refused =
                    catchThrowableOfType(NamesException.class, () -> cloud.replace(Optional.of(virtual), CLOUD));

            assertThat(refused.kind()).isEqualTo(Kind.NotPermitted);
            assertThat(refused.inWords()).contains("f.keyName", "key cloud", "grant cloud name NAME A");
            assertThat(onsite.held(NAME)).contains(virtual);
        }
    }

    @Test
    void aWrongKeyIsNamed() {
        for (String key : List.of("cloud", "nobody")) {
            NamesException refused =
                    catchThrowableOfType(NamesException.class, () -> director(key, BindServer.ONSITE_SECRET)
                            .held(NAME));
            assertThat(refused.kind()).as(key).isEqualTo(Kind.KeyRefused);
            assertThat(refused.inWords())
                    .startsWith("f.keySecretRef: the server says BAD")
                    .contains("compare keyName, algorithm and the Secret")
                    .doesNotContain(BindServer.ONSITE_SECRET);
        }
        assertThat(catchThrowableOfType(NamesException.class, () -> director("cloud", "no base64!")))
                .hasMessageContaining("no base64");
    }

    @Test
    void aMissingZoneAnAliasAndAForbiddenNameAreNamed() throws Exception {
        NamesException missing = catchThrowableOfType(
                NamesException.class, () -> director("cloud", BindServer.SECRET, primary, "clinic.example", List.of())
                        .held("x.clinic.example"));
        assertThat(missing.kind()).isEqualTo(Kind.ZoneMissing);
        assertThat(missing.inWords()).contains("f.zone", "does not hold zone clinic.example", "create the zone");

        DynamicUpdates director = director("cloud", BindServer.SECRET);
        NamesException alias =
                catchThrowableOfType(NamesException.class, () -> director.held("alias." + BindServer.ZONE));
        assertThat(alias.kind()).isEqualTo(Kind.NameOccupied);

        NamesException forbidden = catchThrowableOfType(
                NamesException.class,
                () -> director.replace(
                        Optional.empty(),
                        new AddressRecords("other." + BindServer.ZONE, Duration.ofSeconds(20), List.of("192.0.2.1"))));
        assertThat(forbidden.kind()).isEqualTo(Kind.NotPermitted);
    }

    @Test
    void aSilentServerCostsItsTimeoutAndNoMore() {
        primary.close();
        long start = System.nanoTime();
        NamesException silent = catchThrowableOfType(
                NamesException.class, () -> director("cloud", BindServer.SECRET).held(NAME));
        assertThat(silent.kind()).isEqualTo(Kind.ServerSilent);
        assertThat(silent.field()).isEqualTo("f.server");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void withoutAListTheZonesOwnNameServersAreAsked() throws Exception {
        assertThat(director("cloud", BindServer.SECRET, primary, BindServer.ZONE, List.of())
                        .authorities())
                .containsExactly(new NameServer("ns." + BindServer.ZONE, 53));
    }

    private void awaitEverywhere(NameKeeper keeper, AddressRecords wanted) {
        await().atMost(PATIENCE)
                .until(() -> keeper.keep(wanted).standing(), new NameKeeper.Standing.Everywhere(2)::equals);
    }

    private NameKeeper keeper() throws NamesException {
        return new NameKeeper(director("cloud", BindServer.SECRET), new Authorities(Duration.ofSeconds(2)));
    }

    private DynamicUpdates director(String key, String secret) throws NamesException {
        return director(
                key,
                secret,
                primary,
                BindServer.ZONE,
                List.of(new NameServer("127.0.0.1", primary.port), new NameServer("127.0.0.1", secondary.port)));
    }

    private static DynamicUpdates director(
            String key, String secret, BindServer server, String zone, List<NameServer> authorities)
            throws NamesException {
        return new DynamicUpdates(new DynamicUpdates.Settings(
                new NameServer("127.0.0.1", server.port),
                zone,
                new TsigKey(key, TsigKey.Algorithm.HmacSha256, secret),
                authorities,
                Duration.ofSeconds(5),
                "f"));
    }

    private static AddressRecords records(String... addresses) {
        return new AddressRecords(NAME, Duration.ofSeconds(20), List.of(addresses));
    }
}
