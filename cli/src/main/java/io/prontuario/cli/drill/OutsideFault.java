package io.prontuario.cli.drill;

import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import io.prontuario.crds.v1alpha1.FailoverDrillSpec.Scenario;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A fault that the runner makes itself, because the operator cannot. */
public interface OutsideFault {
    /** @param within the target undoes it by itself after this time, whatever becomes of the runner */
    void inject(Scenario scenario, List<String> targets, Duration within) throws InterruptedException;

    /** @throws CliException (not restored) when it cannot be undone */
    void undo(Scenario scenario, List<String> targets) throws InterruptedException;

    /** For drivers whose faults the operator makes: nothing is left for the runner. */
    static OutsideFault none() {
        return new OutsideFault() {
            @Override
            public void inject(Scenario scenario, List<String> targets, Duration within) {}

            @Override
            public void undo(Scenario scenario, List<String> targets) {}
        };
    }

    /**
     * A command of the hospital's own (SSH, a power strip): {@code HOOK inject SCENARIO SECONDS TARGET...} and {@code HOOK undo
     * SCENARIO TARGET...}. Before it answers the first with 0 it has armed a timer on the target that undoes the fault after
     * SECONDS.
     */
    static OutsideFault hook(String command) {
        return new OutsideFault() {
            @Override
            public void inject(Scenario scenario, List<String> targets, Duration within) throws InterruptedException {
                List<String> words = new ArrayList<>(
                        List.of(command, "inject", Scenarios.title(scenario), Long.toString(within.toSeconds())));
                words.addAll(targets);
                call(words, ExitCode.REFUSED);
            }

            @Override
            public void undo(Scenario scenario, List<String> targets) throws InterruptedException {
                List<String> words = new ArrayList<>(List.of(command, "undo", Scenarios.title(scenario)));
                words.addAll(targets);
                call(words, ExitCode.UNREACHABLE);
            }
        };
    }

    private static void call(List<String> words, ExitCode code) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(words).inheritIO().start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new CliException(code, "--hook: " + String.join(" ", words) + " did not end within 60 s");
            }
            if (process.exitValue() != 0) {
                throw new CliException(
                        code,
                        "--hook: " + String.join(" ", words) + " ended with " + process.exitValue()
                                + "; look at what it printed");
            }
        } catch (IOException e) {
            throw new CliException(code, "--hook: " + words.get(0) + " cannot be run; name an executable file", e);
        }
    }
}
