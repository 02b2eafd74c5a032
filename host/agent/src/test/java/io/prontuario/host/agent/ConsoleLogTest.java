package io.prontuario.host.agent;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator.ExecutionStatus;
import org.junit.jupiter.api.Test;

class ConsoleLogTest {
    private static final String FILE = "logback.configurationFile";

    @Test
    void aProgramThatNamesItsOwnConfigurationKeepsIt() {
        LoggerContext logs = new LoggerContext();
        String before = System.getProperty(FILE);
        System.setProperty(FILE, "prontuario-cli-logback.xml");
        try {
            assertThat(new ConsoleLog().configure(logs)).isEqualTo(ExecutionStatus.INVOKE_NEXT_IF_ANY);
        } finally {
            if (before == null) {
                System.clearProperty(FILE);
            } else {
                System.setProperty(FILE, before);
            }
        }
        assertThat(logs.getLogger("ROOT").iteratorForAppenders().hasNext()).isFalse();
    }

    @Test
    void theAgentLogsToItsOutput() {
        LoggerContext logs = new LoggerContext();

        assertThat(new ConsoleLog().configure(logs)).isEqualTo(ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY);

        assertThat(logs.getLogger("ROOT").getAppender("json")).isNotNull();
    }
}
