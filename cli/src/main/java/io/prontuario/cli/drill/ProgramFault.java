package io.prontuario.cli.drill;

import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import io.prontuario.crds.v1alpha1.FailoverDrillSpec.Scenario;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A fault that programs make: the dead man's timer is started first, then the fault is injected. */
final class ProgramFault implements ExternalFault {
    private static final long LIMIT_SECONDS = 60;
    /** Time for the undo: at the deadline nothing of the fault may be left. */
    private static final Duration UNDOING = Duration.ofSeconds(5);

    private static final int AT_MOST_A_TENTH = 10;

    private final FaultProgram program;
    private final Path log;
    private @Nullable DeadManTimer deadMan;

    /** @param log gets the output of the dead man's timer */
    ProgramFault(FaultProgram program, Path log) {
        this.program = program;
        this.log = log;
    }

    @Override
    public synchronized void inject(Scenario scenario, List<String> targets, Duration within)
            throws InterruptedException {
        try {
            deadMan = DeadManTimer.arm(timer(within), program.undo(scenario, targets), log);
        } catch (IOException e) {
            throw new CliException(
                    ExitCode.REFUSED,
                    program.option() + ": the timer that undoes the fault cannot be started (" + e.getMessage()
                            + "); nothing was changed; install bash and setsid",
                    e);
        }
        for (List<String> words : program.inject(scenario, targets, within)) {
            call(words, ExitCode.REFUSED);
        }
    }

    @Override
    public synchronized void undo(Scenario scenario, List<String> targets) throws InterruptedException {
        if (deadMan == null) {
            return;
        }
        for (List<String> words : program.undo(scenario, targets)) {
            call(words, ExitCode.UNREACHABLE);
        }
        deadMan.disarm(); // Only after success: a failed undo is tried again at the deadline.
        deadMan = null;
    }

    /** When the dead man's timer ends, counted from the same moment as {@code within}. */
    static Duration timer(Duration within) {
        Duration tenth = within.dividedBy(AT_MOST_A_TENTH);
        return within.minus(tenth.compareTo(UNDOING) < 0 ? tenth : UNDOING);
    }

    private void call(List<String> words, ExitCode code) throws InterruptedException {
        String line = program.option() + ": " + String.join(" ", words);
        try {
            Process process = new ProcessBuilder(words).inheritIO().start();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new CliException(code, line + " did not end within " + LIMIT_SECONDS + " s");
            }
            if (process.exitValue() != 0) {
                throw new CliException(
                        code, line + " ended with " + process.exitValue() + "; its output above says why");
            }
        } catch (IOException e) {
            throw new CliException(code, line + " cannot be run; name an executable file", e);
        }
    }
}
