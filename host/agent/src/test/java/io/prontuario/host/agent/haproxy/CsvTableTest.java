package io.prontuario.host.agent.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CsvTableTest {
    @Test
    void theHeaderLosesItsHashAndNamesTheFields() {
        assertThat(CsvTable.parse("# a,b,\n1,2,\n\n")).containsExactly(Map.of("a", "1", "b", "2", "", ""));
    }

    @Test
    void quotedFieldsHoldCommasQuotesAndLineEnds() {
        assertThat(CsvTable.parse("# a,b\n\"x, \"\"y\"\"\nz\",2\n"))
                .containsExactly(Map.of("a", "x, \"y\"\nz", "b", "2"));
    }

    @Test
    void aShortRowLacksItsLastFields() {
        assertThat(CsvTable.parse("# a,b,c\n1\n")).containsExactly(Map.of("a", "1"));
    }

    @Test
    void noTextIsNoRows() {
        assertThat(CsvTable.parse("")).isEmpty();
        assertThat(CsvTable.parse("# a,b\n")).isEmpty();
    }
}
