package io.prontuario.host.agent.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.crds.DrillCrd;
import io.prontuario.crds.PlatformCrd;
import io.prontuario.crds.PlatformOverlay;
import io.prontuario.crds.PlatformYaml;
import io.prontuario.crds.v1alpha1.DataStatus;
import io.prontuario.crds.v1alpha1.PlatformStatus.RequestOutcome;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import io.prontuario.host.agent.database.RecordLab.Box;
import io.prontuario.host.protocol.data.DataReport.Phase;
import io.prontuario.ledger.Judge;
import io.prontuario.ledger.Judgement;
import io.prontuario.ledger.LedgerTables;
import io.prontuario.ledger.SqlLedger;
import io.prontuario.ledger.SqlPlan;
import io.prontuario.ledger.SqlRoute;
import io.prontuario.operator.config.Clients;
import io.prontuario.operator.config.OperatorProcess;
import io.prontuario.operator.config.OperatorSettings;
import io.prontuario.operator.config.ProductionBindings;
import io.prontuario.operator.frontdoor.HttpFrontDoors;
import io.prontuario.operator.frontdoor.SilentFrontDoors;
import io.prontuario.operator.install.Installation;
import io.prontuario.operator.observe.ProjectionPoller;
import io.prontuario.operator.reconcile.Bindings;
import io.prontuario.testing.ApiServer;
import io.prontuario.testing.ApiServerExtension;
import io.prontuario.testing.Await;
import io.prontuario.testing.FakeService;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The operator, under its own account on a real API server, with two real agents and PostgreSQL and a real witness. The tests build on
 * each other.
 */
@ExtendWith(ApiServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OperatorIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Ledger ledger = new Ledger();
    private RecordLab lab;
    private Box one;
    private Box two;
    private WitnessBox witness;
    private FakeService firstService;
    private FakeService secondService;
    private KubernetesClient admin;
    private ProntuarioPlatform created;
    private OperatorProcess operator;

    @BeforeAll
    void start(ApiServer server) throws Exception {
        lab = RecordLab.create();
        one = lab.box("mac-studio-1");
        two = lab.box("mac-studio-2");
        witness = new WitnessBox(lab);
        server.applyFromClasspath(PlatformCrd.RESOURCE);
        server.applyFromClasspath(DrillCrd.RESOURCE);
        admin = server.client();
        String namespace = server.newNamespace("record");
        for (HasMetadata object : new Installation(
                        OperatorRole.ONSITE, namespace, "localhost/operator:dev", 1, Optional.of("edge"), "agent")
                .objects()) {
            admin.resource(object).forceConflicts().serverSideApply();
        }
        admin.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("records-credentials")
                        .withNamespace(namespace)
                        .endMetadata()
                        .withStringData(Map.of("RECORDS_PASSWORD", "it's a \"secret\""))
                        .build())
                .create();
        int nodePort = 30_000 + (int) (ProcessHandle.current().pid() % 2_000);
        firstService = new FakeService(one.address, nodePort);
        secondService = new FakeService(two.address, nodePort);
        created = admin.resource(PlatformYaml.read(object(namespace, nodePort))).create();
        operator = operator(server, namespace);
        operator.start();
    }

    private String object(String namespace, int nodePort) {
        return """
                apiVersion: platform.prontuario.io/v1alpha1
                kind: ProntuarioPlatform
                metadata: {name: hospital, namespace: %s}
                spec:
                  hosts:
                    - {name: mac-studio-1, role: Primary, address: %s, agentPort: %d}
                    - {name: mac-studio-2, role: Secondary, address: %s, agentPort: %d}
                  edge:
                    nodes: [{name: edge, address: 127.0.0.1, agentPort: %d}]
                  services:
                    - {name: api, kind: Api, image: localhost/api:dev, port: 8080, nodePort: %d}
                  data:
                    postgres: {hosts: [mac-studio-1, mac-studio-2], witness: edge, port: %d, writerPort: 1432}
                  health: {interval: 1s, timeout: 900ms, failureThreshold: 2, successThreshold: 2}
                """
                .formatted(
                        namespace,
                        one.address,
                        one.agentPort,
                        two.address,
                        two.agentPort,
                        witness.source().agentPort(),
                        nodePort,
                        one.port);
    }

    private OperatorProcess operator(ApiServer server, String namespace) {
        Config own = server.adminConfig();
        own.setOauthToken(admin.serviceAccounts()
                .inNamespace(namespace)
                .withName(Installation.NAME)
                .tokenRequest()
                .getStatus()
                .getToken());
        return new OperatorProcess(
                new OperatorSettings(
                        OperatorRole.ONSITE,
                        namespace,
                        0,
                        new OperatorSettings.Lease(
                                Duration.ofSeconds(4), Duration.ofSeconds(3), Duration.ofMillis(500)),
                        lab.folder.resolve("ca.crt"),
                        lab.folder.resolve("write-token"),
                        "operator"),
                Clients.of(own),
                new Bindings(
                        new SilentFrontDoors(),
                        new HttpFrontDoors(lab.folder.resolve("ca.crt"), lab.folder.resolve("write-token")),
                        Optional.of(lab.folder.resolve("ca.crt")),
                        ProductionBindings.specValidator(),
                        Clients::of,
                        ProjectionPoller.Options.IN_CLUSTER,
                        Clock.systemUTC()));
    }

    @AfterAll
    void stop() throws Exception {
        if (operator != null) {
            operator.close();
        }
        if (witness != null) {
            witness.close();
        }
        if (lab != null) {
            lab.close();
        }
        if (firstService != null) {
            firstService.close();
            secondService.close();
        }
    }

    @Test
    @Order(1)
    void theFirstEpochBeginsOnEmptyFoldersAndBothOthersBecomeSynchronous() throws Exception {
        await(
                "both others are synchronous",
                data -> "mac-studio-1".equals(data.writer())
                        && data.epoch() == 1
                        && data.synchronous().size() == 1
                        && data.synchronous().get(0).members().containsAll(List.of("mac-studio-2", "witness"))
                        && data.synchronous().get(0).required() == 1);
        awaitCondition("WriterSafe", "True/OneWriter");
        awaitCondition("DataProtected", "True/Replicated");
        await(
                "the copies are in status",
                data -> data.copies().get(0).role() == DataStatus.Role.Writer
                        && data.copies().get(1).answers() == DataStatus.Answer.Yes
                        && data.witness() != null
                        && Boolean.TRUE.equals(data.witness().streaming()));
        Await.until("the owner exists", LIMIT, () -> one.ask(
                        "SELECT count(*)::text FROM pg_database d JOIN pg_roles r ON r.oid = d.datdba"
                                + " WHERE datname = 'records' AND rolname = 'records'")
                .equals("1"));
        assertThat(one.ask("SELECT setconfig::text FROM pg_db_role_setting s JOIN pg_roles r ON r.oid = s.setrole"
                        + " WHERE rolname = 'records'"))
                .contains("lock_timeout=2s")
                .contains("idle_in_transaction_session_timeout=10s");
        assertThat(events("WriterMoved")).isEqualTo(1);
        ledger.create(one);
        ledger.insert(one, 20);
        theOwnerMayMakeTheWritesOfADrill();
    }

    /** Over TLS with the agents' authority, with the owner's password and rights, and acknowledged by another member. */
    private void theOwnerMayMakeTheWritesOfADrill() throws Exception {
        SqlRoute route = new SqlRoute(
                List.of(InetSocketAddress.createUnresolved(one.address, one.port)),
                "records",
                "records",
                "it's a \"secret\"",
                Optional.of(lab.folder.resolve("ca.crt")));
        SqlPlan plan = new SqlPlan(1, 10, Duration.ofSeconds(2), Duration.ofSeconds(15));
        try (SqlLedger writes = SqlLedger.startAlone(new LedgerTables("failover_drill"), route, plan, "drill")) {
            Await.until("writes are acknowledged", LIMIT, () -> writes.log().size() > 5);
            writes.drain();
            Judgement judged = Judge.judge(writes.log().all(), List.of(writes.found()), 0, 1);
            assertThat(judged.clean()).as(judged.brief()).isTrue();
            assertThat(judged.counts().acknowledged()).isGreaterThan(5);
        }
    }

    @Test
    @Order(2)
    void aSwitchoverThatCannotBeginIsRefusedOnceWithTheReason() {
        request("to-itself", "mac-studio-1");
        await(
                "refused",
                data -> data.request() != null
                        && data.request().outcome() == RequestOutcome.Refused
                        && data.request().reason().contains("is the writer already"));
        assertThat(data().epoch()).isEqualTo(1);
        Await.until("told", LIMIT, () -> events("SwitchoverRefused") == 1);
    }

    @Test
    @Order(3)
    void aSwitchoverMovesTheWriterAndLosesNothing() throws Exception {
        request("to-the-other", "mac-studio-2");
        await(
                "moved",
                data -> "mac-studio-2".equals(data.writer())
                        && data.epoch() == 2
                        && data.phase() == DataStatus.Phase.Granted
                        && data.request() != null
                        && data.request().outcome() == RequestOutcome.Done);
        await(
                "both others are synchronous again",
                data -> data.synchronous().size() == 1
                        && data.synchronous().get(0).members().size() == 2);
        assertThat(ledger.missing(two)).isEmpty();
        ledger.insert(two, 20);
        awaitCondition("WriterSafe", "True/OneWriter");
    }

    @Test
    @Order(4)
    void aWriterThatDiesIsReplacedWithinSecondsAndNothingAcknowledgedIsLost() throws Exception {
        long killed = System.nanoTime();
        two.kill();
        Await.until(
                "the other one writes",
                LIMIT,
                () -> one.report().answers()
                        && one.report().wal().epoch() == 3
                        && one.report().phase() == Phase.PRIMARY);
        Duration gap = Duration.ofNanos(System.nanoTime() - killed);
        assertThat(gap).as("from the death to the next writer").isLessThan(Duration.ofSeconds(20));
        await(
                "recorded",
                data -> "mac-studio-1".equals(data.writer())
                        && data.cause() == DataStatus.Cause.Failover
                        && data.copies().get(1).answers() == DataStatus.Answer.No);
        assertThat(ledger.missing(one)).isEmpty();
        ledger.insert(one, 5);
        assertThat(events("WriterMoved")).isEqualTo(3);
        awaitCondition("DataProtected", "False/CopyMissing");
    }

    @Test
    @Order(5)
    void withoutTheOperatorAndItsApiServerTheWriterKeepsWriting() throws Exception {
        operator.close();
        operator = null;
        ledger.insert(one, 20);
        assertThat(ledger.missing(one)).isEmpty();
    }

    private void request(String id, String host) {
        String overlay = "spec: {failover: {request: {id: %s, verb: Switchover, host: %s, until: '%s'}}}"
                .formatted(id, host, Instant.now().plusSeconds(600).toString().replaceAll("\\.\\d+", ""));
        Await.until("the object is changed", LIMIT, () -> {
            try {
                admin.resource(PlatformOverlay.apply(now(), overlay)).update();
                return true;
            } catch (KubernetesClientException conflict) {
                return false;
            }
        });
    }

    private ProntuarioPlatform now() {
        return admin.resource(created).get();
    }

    private DataStatus data() {
        return now().getStatus().data();
    }

    private void await(String what, Predicate<DataStatus> holds) {
        DataStatus[] last = new DataStatus[1];
        try {
            Await.until(what, LIMIT, () -> {
                last[0] = now().getStatus() == null ? null : data();
                return last[0] != null && holds.test(last[0]);
            });
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(what + "; last: " + last[0] + "\n" + now().getStatus(), e);
        }
    }

    private void awaitCondition(String type, String expected) {
        String[] last = new String[1];
        try {
            Await.until(type + " " + expected, LIMIT, () -> {
                last[0] = now().getStatus().conditions().stream()
                        .filter(condition -> condition.getType().equals(type))
                        .map(condition ->
                                condition.getStatus() + "/" + condition.getReason() + ": " + condition.getMessage())
                        .findFirst()
                        .orElse("absent");
                return last[0].startsWith(expected);
            });
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(type + " is " + last[0] + "\n" + now().getStatus(), e);
        }
    }

    private long events(String reason) {
        return admin.v1().events().inNamespace(created.getMetadata().getNamespace()).list().getItems().stream()
                .filter(event -> reason.equals(event.getReason()))
                .count();
    }
}
