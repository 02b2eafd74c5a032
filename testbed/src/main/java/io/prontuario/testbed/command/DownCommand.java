package io.prontuario.testbed.command;

import io.prontuario.testbed.exec.TestbedException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code testbed down}. */
@Command(
        name = "down",
        description = "Remove everything that the test bed made on this machine, and check that it is gone.")
final class DownCommand implements Runnable {
    @ParentCommand
    private TestbedCommand parent;

    @Override
    public void run() {
        List<String> leftovers = parent.testbed().lifecycle().down();
        if (!leftovers.isEmpty()) {
            throw new TestbedException("left over:\n  " + String.join("\n  ", leftovers));
        }
        System.out.println("removed: no process, link, namespace, mount or control group is left");
    }
}
