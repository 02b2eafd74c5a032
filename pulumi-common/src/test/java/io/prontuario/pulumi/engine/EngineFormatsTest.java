package io.prontuario.pulumi.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EngineFormatsTest {
    @Test
    void aUrnHasTheTypeWithoutParentsAndTheName() {
        assertThat(Urn.parse("urn:pulumi:dev::p::prontuario:gcp:storage$gcp:storage/bucket:Bucket::a::b"))
                .isEqualTo(new Urn("gcp:storage/bucket:Bucket", "a::b"));
        assertThatThrownBy(() -> Urn.parse("bucket")).hasMessageContaining("is not a URN");
    }

    @Test
    void aPathReachesIntoMapsAndLists() {
        Map<String, Object> root = Map.of("rules", List.of(Map.of("action", "allow"), Map.of("action", "deny"), "x"));
        assertThat(PropertyPath.values(root, "rules[].action")).containsExactly("allow", "deny");
        assertThat(PropertyPath.values(root, "rules")).hasSize(1);
        assertThat(PropertyPath.values(root, "rules.action")).isEmpty();
        assertThat(PropertyPath.values(root, "none")).isEmpty();
    }

    @Test
    void aTableSkipsCommentsAndChecksItsColumns() {
        assertThat(TsvTable.rows(EngineFormatsTest.class, "table.tsv", 2))
                .containsExactly(List.of("a", "1"), List.of("b", ""));
        assertThatThrownBy(() -> TsvTable.rows(EngineFormatsTest.class, "table.tsv", 3))
                .hasMessageContaining("table.tsv: a row has 2 cells instead of 3");
    }
}
