package io.prontuario.cli.drill;

import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import io.prontuario.crds.v1alpha1.FailoverDrillSpec.Driver;
import org.jspecify.annotations.Nullable;

/** Which faults the runner itself has to make. */
public final class OutsideFaults {
    private OutsideFaults() {}

    /** @throws CliException when a hook is needed and missing */
    public static OutsideFault of(Driver driver, @Nullable String hook) {
        return switch (driver) {
            case Traffic, Workload -> OutsideFault.none();
            case Host -> {
                if (hook == null) {
                    throw new CliException(ExitCode.BAD_INPUT, "--hook: is missing; driver Host needs a command");
                }
                yield OutsideFault.hook(hook);
            }
            case Testbed -> throw new CliException(
                    ExitCode.REFUSED, "--driver: the testbed's faults are made with: prontuario testbed kill HOST");
        };
    }
}
