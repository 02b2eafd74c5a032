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

/** A fault made by other programs: first the dead man is armed, then the fault injected. */
final class ProgramFault implements ExternalFault {
    private static final long LIMIT_SECONDS = 60;
    /** Undoing takes a while, and the deadline is when nothing of the fault is left. */
    private static final Duration UNDOING = Duration.ofSeconds(5);

    private static final int AT_MOST_A_TENTH = 10;

    private final FaultProgram program;
    private final Path log;
    private @Nullable DeadManTimer deadMan;

    /** @param log what the dead man says */
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
                    program.option() + ": no timer could be armed that undoes it (" + e.getMessage()
                            + "); nothing was broken; this needs bash and setsid",
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
        deadMan.disarm(); // Only now: what could not be undone is tried again when its time is up.
        deadMan = null;
    }

    /** When the dead man begins, counted as {@code within} is. */
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
                throw new CliException(code, line + " ended with " + process.exitValue() + "; look at what it printed");
            }
        } catch (IOException e) {
            throw new CliException(code, line + " cannot be run; name an executable file", e);
        }
    }
}
