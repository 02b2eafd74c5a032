package io.prontuario.cli.drill;

import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import java.util.ServiceLoader;

/**
 * Faults on the test bed, for {@code failover test --driver Testbed}. The product has no implementation; a checkout has one on the
 * class path of {@code ./prontuario}.
 */
public interface TestbedDriver {
    /** Command lines that make and undo faults on the test bed. */
    FaultProgram faults();

    /** Limits this client to a share of the processors, beside the test bed's hosts, until it is closed. */
    ProcessorShare shareProcessor();

    /** See {@link #shareProcessor}. */
    interface ProcessorShare extends AutoCloseable {
        @Override
        void close();
    }

    /** @throws CliException when no test bed is on the class path */
    static TestbedDriver find() {
        return ServiceLoader.load(TestbedDriver.class)
                .findFirst()
                .orElseThrow(() -> new CliException(
                        ExitCode.BAD_INPUT,
                        "--driver Testbed: this installation has no test bed; run ./prontuario in a checkout, or use"
                                + " --driver Host"));
    }
}
