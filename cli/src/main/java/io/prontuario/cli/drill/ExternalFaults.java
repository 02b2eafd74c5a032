package io.prontuario.cli.drill;

import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import io.prontuario.crds.v1alpha1.FailoverDrillSpec.Driver;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Faults that the runner makes, by driver. */
public final class ExternalFaults {
    private ExternalFaults() {}

    /**
     * @param log gets the output of an undo after the runner has died
     * @throws CliException when a hook is needed and missing
     */
    public static ExternalFault of(Driver driver, @Nullable String hook, Path log) {
        return switch (driver) {
            case None, Traffic, Workload -> ExternalFault.none();
            case Host -> {
                if (hook == null) {
                    throw new CliException(
                            ExitCode.BAD_INPUT,
                            "--hook: is missing; with driver Host write the program that makes and undoes the fault");
                }
                yield new ProgramFault(FaultProgram.hook(hook), log);
            }
            case Testbed -> new ProgramFault(TestbedDriver.find().faults(), log);
        };
    }
}
