package io.prontuario.operator.data;

import static io.prontuario.operator.data.Boxes.FIRST;
import static io.prontuario.operator.data.Boxes.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.continuity.model.DatabaseObservation;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.SyncSet;
import io.prontuario.continuity.model.WriteAction;
import io.prontuario.continuity.model.WriterEpoch;
import io.prontuario.continuity.model.WriterEpoch.Cause;
import io.prontuario.host.protocol.AgentClient.DataResult;
import io.prontuario.host.protocol.data.DataOrder;
import io.prontuario.host.protocol.data.DataOrder.Source;
import io.prontuario.operator.frontdoor.FrontDoorBox;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WriterOrdersTest {
    private static final long TERM = 7;
    private static final SyncSet SET = SyncSet.any(4, Set.of(SyncSet.WITNESS, SECOND));
    private static final WriterEpoch RECORDED = WriterEpoch.grantedTo(FIRST, 2, Cause.FIRST, List.of(SET));
    private static final Source WITNESS = new Source("witness", "10.0.0.3", 0, 9003);

    @Test
    void aPromotionNamesTheSetTheBootAndEveryBoxThatMayFollow() {
        assertThat(orders(DatabaseObservation.nothing(), new WriteAction.Promote(FIRST, 2, SET, 3)))
                .containsExactly(Map.entry(
                        "mac-studio-1",
                        List.of(new DataOrder.Promote(
                                TERM,
                                2,
                                new DataOrder.SynchronousSet(4, List.of("mac-studio-2", "witness"), 1),
                                3,
                                List.of("mac-studio-2", "witness", "edge")))));
    }

    @Test
    void copiesAndTheWitnessFollowTheWritersDatabase() {
        Source writer = new Source("mac-studio-1", "10.0.0.1", 5433, 9001);
        assertThat(orders(
                        DatabaseObservation.nothing(),
                        new WriteAction.Follow(SECOND, 2, FIRST),
                        new WriteAction.Follow(SyncSet.WITNESS, 2, FIRST),
                        new WriteAction.Follow(new SiteName("worker"), 2, FIRST)))
                .containsOnly(
                        Map.entry("mac-studio-2", List.of(new DataOrder.Follow(TERM, 2, writer))),
                        Map.entry("edge", List.of(new DataOrder.Follow(TERM, 2, writer))));
    }

    @Test
    void ofABoxTheOrdersKeepTheOrderOfTheActions() {
        assertThat(orders(
                        DatabaseObservation.nothing(),
                        new WriteAction.RouteWrites(Optional.empty(), 2),
                        new WriteAction.Demote(FIRST, 2),
                        new WriteAction.PowerOff(FIRST, 2),
                        new WriteAction.Fence(SyncSet.WITNESS, 3)))
                .containsOnly(
                        Map.entry(
                                "mac-studio-1",
                                List.of(new DataOrder.Route(TERM, 2, null), new DataOrder.Demote(TERM, 2))),
                        Map.entry("mac-studio-2", List.of(new DataOrder.Route(TERM, 2, null))),
                        Map.entry("worker", List.of(new DataOrder.Route(TERM, 2, null))),
                        Map.entry("edge", List.of(new DataOrder.Route(TERM, 2, null), new DataOrder.Fence(TERM, 3))));
    }

    @Test
    void aCandidateCatchesUpFromTheWitnessThatAnswersAndFromAWriterThatWasDemoted() {
        assertThat(catchUp(observe(Map.of("edge", Boxes.witness(2, 100, false)))))
                .isEqualTo(new DataOrder.CatchUp(TERM, 3, WITNESS, null));
        assertThat(catchUp(observe(Map.of("mac-studio-1", Boxes.demoted(2, 100)))))
                .isEqualTo(new DataOrder.CatchUp(TERM, 3, null, new Source("mac-studio-1", "10.0.0.1", 5433, 9001)));
        assertThat(catchUp(observe(Map.of("mac-studio-1", Boxes.demoted(1, 100)))))
                .as("demoted from an older epoch only")
                .isEqualTo(new DataOrder.CatchUp(TERM, 3, null, null));
    }

    private static DataOrder catchUp(DatabaseObservation data) {
        return orders(data, new WriteAction.CatchUp(SECOND, 3))
                .get("mac-studio-2")
                .get(0);
    }

    private static DatabaseObservation observe(Map<String, DataResult> polls) {
        Map<String, BoxEvidence> evidence = new HashMap<>();
        polls.forEach((box, result) -> evidence.put(box, BoxEvidence.none().with(result, 1)));
        return DatabaseObservations.assemble(Boxes.boxes(), DataPoller.detection(Boxes.boxes()), evidence, null);
    }

    private static Map<String, List<DataOrder>> orders(DatabaseObservation data, WriteAction... actions) {
        Map<String, List<DataOrder>> byName = new HashMap<>();
        Map<FrontDoorBox, List<DataOrder>> orders =
                new WriterOrders(Boxes.boxes(), TERM, RECORDED, data).of(List.of(actions));
        orders.forEach((box, list) -> byName.put(box.name(), list));
        return byName;
    }
}
