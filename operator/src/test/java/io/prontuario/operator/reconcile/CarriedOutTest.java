package io.prontuario.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.continuity.model.Action;
import io.prontuario.continuity.model.SiteName;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CarriedOutTest {
    private static final Instant AT = Instant.parse("2026-12-01T03:00:00Z");
    private static final List<Action> ROUTE = List.of(new Action.Route(Set.of(new SiteName("mac-studio-1"))));

    private final CarriedOut last = new CarriedOut(7, ROUTE, AT);

    @Test
    void theSameWithinASecondIsRepeated() {
        assertThat(last.isRepeatedBy(new CarriedOut(7, ROUTE, AT.plusMillis(999))))
                .isTrue();
        assertThat(last.isRepeatedBy(new CarriedOut(7, ROUTE, AT.plusMillis(1000))))
                .isFalse();
        assertThat(last.isRepeatedBy(new CarriedOut(7, ROUTE, AT.minusMillis(1000))))
                .as("the clock was set back")
                .isFalse();
    }

    @Test
    void anotherSpecOrAnotherActionIsNot() {
        assertThat(last.isRepeatedBy(new CarriedOut(8, ROUTE, AT))).isFalse();
        assertThat(last.isRepeatedBy(new CarriedOut(7, List.of(), AT))).isFalse();
    }
}
