package io.prontuario.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SimulateTest {
    private static final String EXAMPLE = "../examples/mac-studio-ha.yaml";

    @Test
    void theSameArgumentsPrintTheSameBytes() {
        Ran first = simulate("--schedules", "20", "--seed", "7", "--loss", "1%", "-o", "json");
        Ran second = simulate("--schedules", "20", "--seed", "7", "--loss", "1%", "-o", "json");
        assertThat(first.status()).as(first.err()).isZero();
        assertThat(first.out())
                .isEqualTo(second.out())
                .startsWith("{\"schedules\":20,\"seed\":7,")
                .contains("\"missedDeaths\":0");
    }

    @Test
    void theTableNamesEveryFailure() {
        assertThat(simulate("--schedules", "5").out())
                .contains("primary-dies", "both-hosts-die", "violations", "mark-downs");
    }

    @Test
    void badInputIsOneLineThatNamesTheOption() {
        for (String[] bad : new String[][] {
            {"--loss", "-3%"}, {"--loss", "much"}, {"--scenario", "meteor"}, {"--schedules", "0"}, {"--burst", "long"}
        }) {
            Ran ran = simulate(bad);
            assertThat(ran.status()).as(ran.err()).isEqualTo(2);
            assertThat(ran.err().strip().lines()).as(ran.err()).hasSize(1);
        }
        assertThat(simulate("--loss", "-3%").err()).contains("loss: -0.03");
        assertThat(simulate("--scenario", "meteor").err()).contains("scenario", "meteor", "both-hosts-die");
    }

    private static Ran simulate(String... options) {
        String[] all = new String[options.length + 2];
        all[0] = "simulate";
        all[1] = EXAMPLE;
        System.arraycopy(options, 0, all, 2, options.length);
        return Ran.prontuario(all);
    }
}
