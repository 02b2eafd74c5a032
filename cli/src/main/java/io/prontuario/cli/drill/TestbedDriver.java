package io.prontuario.cli.drill;

import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import java.util.ServiceLoader;

/**
 * The faults of a test bed, for {@code failover test --driver Testbed}. The product has no implementation: one is found where
 * the test bed is on the class path, as it is for {@code ./prontuario} in a checkout.
 */
public interface TestbedDriver {
    /** The command lines that make and undo faults on the test bed. */
    FaultProgram faults();

    /** Gives this client a share of the processor beside the test bed's hosts until it is closed. */
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
