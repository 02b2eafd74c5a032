package io.prontuario.continuity.simulate.writing;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.continuity.decide.WriteDecider;
import org.junit.jupiter.api.Test;

/**
 * Every state the databases and those who decide about them can come to. The long run of two faults and three epochs:
 * {@code -Dprontuario.write.bounds=2,3,2,true,true}.
 */
class WriteExplorerTest {
    private static Bounds bounds() {
        String[] words = System.getProperty("prontuario.write.bounds", "1,2,1,false,false")
                .split(",");
        return new Bounds(
                Integer.parseInt(words[0]),
                Integer.parseInt(words[1]),
                Integer.parseInt(words[2]),
                Boolean.parseBoolean(words[3]),
                Boolean.parseBoolean(words[4]));
    }

    @Test
    void nothingIsLeftAndNothingBreaks() {
        WriteExplorer.Explored explored = new WriteExplorer(bounds(), new WriteDecider()).explore(400_000_000);
        System.out.println(bounds() + ": " + explored.states() + " states, " + explored.steps() + " steps");
        assertThat(explored.broken()).as("%s", explored.path()).isEmpty();
        assertThat(explored.complete()).as("%s states", explored.states()).isTrue();
        assertThat(explored.states()).isGreaterThan(10_000);
    }
}
