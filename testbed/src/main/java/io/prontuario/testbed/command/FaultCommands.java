package io.prontuario.testbed.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** The faults as commands. */
final class FaultCommands {
    private FaultCommands() {}

    /** {@code testbed kill HOST}. */
    @Command(
            name = "kill",
            description = "Kill a host silently: take its link down, then kill every process; no FIN, no RST.")
    static final class Kill implements Runnable {
        @ParentCommand
        private TestbedCommand parent;

        @Parameters(paramLabel = "HOST")
        private String host;

        @Override
        public void run() {
            System.out.println(host + " dead since " + parent.testbed().faults().kill(host));
        }
    }

    /** {@code testbed revive HOST}. */
    @Command(name = "revive", description = "Start a dead host again, with a new boot id and the same disk.")
    static final class Revive implements Runnable {
        @ParentCommand
        private TestbedCommand parent;

        @Parameters(paramLabel = "HOST")
        private String host;

        @Option(names = "--if-dead", description = "Do nothing if the host is not dead.")
        private boolean ifDead;

        @Override
        public void run() {
            if (!ifDead || parent.testbed().faults().isDead(host)) {
                parent.testbed().faults().revive(host);
            }
        }
    }

    /** {@code testbed cut A B}. */
    @Command(
            name = "cut",
            description = "Drop every packet between two hosts, pods included; 'onsite' means every host on site.")
    static final class Cut implements Runnable {
        @ParentCommand
        private TestbedCommand parent;

        @Parameters(index = "0", paramLabel = "A")
        private String a;

        @Parameters(index = "1", paramLabel = "B")
        private String b;

        @Override
        public void run() {
            parent.testbed().faults().cut(a, b);
        }
    }

    /** {@code testbed freeze HOST}. */
    @Command(name = "freeze", description = "Stop every process of a host; its kernel still answers.")
    static final class Freeze implements Runnable {
        @ParentCommand
        private TestbedCommand parent;

        @Parameters(paramLabel = "HOST")
        private String host;

        @Override
        public void run() {
            parent.testbed().faults().freeze(host);
        }
    }

    /** {@code testbed stop HOST UNIT}. */
    @Command(name = "stop", description = "Stop one unit of a host; heal starts it again.")
    static final class Stop implements Runnable {
        @ParentCommand
        private TestbedCommand parent;

        @Parameters(index = "0", paramLabel = "HOST")
        private String host;

        @Parameters(index = "1", paramLabel = "UNIT")
        private String unit;

        @Override
        public void run() {
            parent.testbed().faults().stop(host, unit);
        }
    }

    /** {@code testbed heal}. */
    @Command(name = "heal", description = "Undo every cut and freeze, and start stopped units.")
    static final class Heal implements Runnable {
        @ParentCommand
        private TestbedCommand parent;

        @Override
        public void run() {
            parent.testbed().faults().heal();
        }
    }
}
