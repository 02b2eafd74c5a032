package io.prontuario.testbed.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.prontuario.testbed.plan.Plan;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultStateTest {
    @Test
    void aCutIsTheSameFromBothSidesAndOnceOnly() {
        FaultState state = FaultState.NONE.cut("edge", "cloud").cut("cloud", "edge");

        assertThat(state.cuts()).containsExactly(List.of("cloud", "edge"));
        assertThat(state.cutFrom("edge")).containsExactly("cloud");
        assertThat(state.cutFrom("cloud")).containsExactly("edge");
        assertThat(state.cutFrom("mac-studio-1")).isEmpty();
    }

    @Test
    void healEndsCutsAndFreezesButRevivesNoHost() {
        FaultState healed = FaultState.NONE
                .killed("edge")
                .froze("cloud")
                .cut("edge", "cloud")
                .healed();

        assertThat(healed).isEqualTo(FaultState.NONE.killed("edge"));
    }

    @Test
    void aDeadHostIsNotFrozen() {
        assertThat(FaultState.NONE.froze("edge").killed("edge").frozen()).isEmpty();
    }

    @Test
    void survivesItsJson() throws JsonProcessingException {
        FaultState state = FaultState.NONE.killed("edge").froze("cloud").cut("mac-studio-1", "mac-studio-2");
        ObjectMapper json = new ObjectMapper();

        assertThat(json.readValue(json.writeValueAsString(state), FaultState.class))
                .isEqualTo(state);
    }

    @Test
    void aCutHostDropsPacketsFromThePeerAndItsPods() {
        assertThat(CutRules.render(List.of(Plan.host("cloud"))))
                .contains("ip saddr { 10.200.1.21, 10.244.21.0/24 } drop");
        assertThat(CutRules.render(List.of())).contains("delete table").doesNotContain("drop");
    }
}
