package io.prontuario.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.prontuario.continuity.model.HandledRequest;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.SyncSet;
import io.prontuario.continuity.model.WriterEpoch;
import io.prontuario.crds.v1alpha1.DataStatus;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything of an epoch survives in status, also as the API server sends it. */
class WriterMappingTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<SiteName> SITES =
            List.of(new SiteName("mac-studio-1"), new SiteName("mac-studio-2"), SyncSet.WITNESS, SiteName.CLOUD);

    static Stream<WriterEpoch> epochs() {
        Random random = new Random(20260301);
        return IntStream.range(0, 500).mapToObj(ignored -> epoch(random));
    }

    @ParameterizedTest
    @MethodSource("epochs")
    void anEpochSurvivesTheWayThroughStatus(WriterEpoch epoch) throws Exception {
        DataStatus status =
                WriterMapping.status(epoch, "2026-03-01T08:00:00Z", new WriterMapping.CopiesStatus(List.of(), null));
        DataStatus read = JSON.readValue(JSON.writeValueAsString(status), DataStatus.class);

        assertThat(WriterMapping.remembered(read)).isEqualTo(epoch);
        assertThat(read).isEqualTo(status);
    }

    @Test
    void withoutStatusNoEpochWasGranted() {
        assertThat(WriterMapping.remembered(null)).isEqualTo(WriterEpoch.vacant());
    }

    private static WriterEpoch epoch(Random random) {
        WriterEpoch.Phase[] phases = WriterEpoch.Phase.values();
        WriterEpoch.Cause[] causes = WriterEpoch.Cause.values();
        List<SyncSet> sets = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            Set<SiteName> members = new HashSet<>();
            SITES.stream().filter(ignored -> random.nextBoolean()).forEach(members::add);
            sets.add(new SyncSet(random.nextLong(1000), members, random.nextInt(3)));
        }
        return new WriterEpoch(
                random.nextLong(1_000_000),
                site(random),
                phases[random.nextInt(phases.length)],
                new WriterEpoch.Change(causes[random.nextInt(causes.length)], site(random), request(random)),
                sets,
                random.nextBoolean()
                        ? Optional.empty()
                        : Optional.of(new WriterEpoch.PeerInquiry(
                                random.nextLong(99), SITES.get(random.nextInt(2)), random.nextLong(99))),
                random.nextLong(99));
    }

    private static HandledRequest request(Random random) {
        HandledRequest.Outcome[] outcomes = HandledRequest.Outcome.values();
        return random.nextBoolean()
                ? HandledRequest.none()
                : new HandledRequest(
                        "request-" + random.nextInt(9), outcomes[random.nextInt(outcomes.length)], "a reason.");
    }

    private static Optional<SiteName> site(Random random) {
        return random.nextBoolean() ? Optional.empty() : Optional.of(SITES.get(random.nextInt(SITES.size())));
    }
}
