package io.prontuario.cli.drill;

import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import io.prontuario.crds.v1alpha1.FailoverDrillSpec.Driver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which faults the runner itself has to make. */
public final class OutsideFaults {
    private OutsideFaults() {}

    /**
     * @param log where a fault that outlives the runner says how it was undone
     * @throws CliException when a hook is needed and missing
     */
    public static OutsideFault of(Driver driver, @Nullable String hook, Path log) {
        return switch (driver) {
            case None, Traffic, Workload -> OutsideFault.none();
            case Host -> {
                if (hook == null) {
                    throw new CliException(ExitCode.BAD_INPUT, "--hook: is missing; driver Host needs a command");
                }
                yield new ProgramFault(FaultProgram.hook(hook), log);
            }
            case Testbed -> new ProgramFault(FaultProgram.testbed(testbed()), log);
        };
    }

    /** This program's own command, in a process of its own: the dead man needs one, too. */
    private static List<String> testbed() {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path")));
        String home = System.getProperty("prontuario.home");
        if (home != null) {
            words.add("-Dprontuario.home=" + home);
        }
        words.addAll(List.of("io.prontuario.cli.Main", "testbed"));
        return words;
    }
}
