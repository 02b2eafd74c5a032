package io.prontuario.cli.drill;

import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import io.prontuario.crds.v1alpha1.FailoverDrillSpec.Driver;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Which faults the runner itself has to make. */
public final class ExternalFaults {
    private ExternalFaults() {}

    /**
     * @param log where a fault that outlives the runner says how it was undone
     * @throws CliException when a hook is needed and missing
     */
    public static ExternalFault of(Driver driver, @Nullable String hook, Path log) {
        return switch (driver) {
            case None, Traffic, Workload -> ExternalFault.none();
            case Host -> {
                if (hook == null) {
                    throw new CliException(ExitCode.BAD_INPUT, "--hook: is missing; driver Host needs a command");
                }
                yield new ProgramFault(FaultProgram.hook(hook), log);
            }
            case Testbed -> new ProgramFault(TestbedDriver.find().faults(), log);
        };
    }
}
