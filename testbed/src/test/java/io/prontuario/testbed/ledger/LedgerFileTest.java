package io.prontuario.testbed.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.ledger.FoundWrites;
import io.prontuario.ledger.Judge;
import io.prontuario.ledger.Judgement;
import io.prontuario.ledger.Write;
import io.prontuario.ledger.WriteOutcome;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LedgerFileTest {
    @Test
    void theJsonHoldsEveryPart() {
        Write.Times times = new Write.Times(0, 0, 1);
        Judgement judged = Judge.judge(
                List.of(
                        new Write("a", "note", times, 1, new WriteOutcome.Acknowledged(null)),
                        new Write("b", "note", times, 1, new WriteOutcome.Unknown("silence"))),
                List.of(new FoundWrites("db", Set.of("note"), Map.of())),
                0,
                2);
        assertThat(LedgerFile.json(judged))
                .contains("\"acknowledged\":1", "\"lost\":[{\"key\":\"a\"", "\"unknown\":[{\"key\":\"b\"", "\"gap\":")
                .doesNotContain("clean");
    }
}
