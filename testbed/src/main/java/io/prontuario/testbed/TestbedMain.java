package io.prontuario.testbed;

import picocli.CommandLine;

/** Runs the testbed's commands by themselves. */
public final class TestbedMain {
    private TestbedMain() {}

    public static void main(String[] args) {
        CommandLine line = new CommandLine(new TestbedCommand());
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (!(failure instanceof TestbedException)) {
                throw failure;
            }
            command.getErr().println(failure.getMessage());
            return 1;
        });
        System.exit(line.execute(args));
    }
}
