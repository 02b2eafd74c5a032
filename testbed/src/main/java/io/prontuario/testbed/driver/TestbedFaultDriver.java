package io.prontuario.testbed.driver;

import io.prontuario.cli.drill.FaultProgram;
import io.prontuario.cli.drill.TestbedDriver;
import io.prontuario.testbed.Testbed;
import io.prontuario.testbed.cgroup.Clients;
import io.prontuario.testbed.command.Main;
import io.prontuario.testbed.plan.StateFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Lets {@code failover test --driver Testbed} make its faults on the test bed of this machine. */
public final class TestbedFaultDriver implements TestbedDriver {
    /** Commands in processes of their own: the timer that undoes a fault outlives the runner. */
    @Override
    public FaultProgram faults() {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path")));
        String home = System.getProperty("prontuario.home");
        if (home != null) {
            words.add("-Dprontuario.home=" + home);
        }
        words.addAll(List.of(Main.class.getName(), "testbed"));
        return new TestbedFaultProgram(words);
    }

    /** The hosts share this machine's processors with the client: a host that boots would take all of them. */
    @Override
    public ProcessorShare shareProcessor() {
        Clients clients = Testbed.open(StateFolder.defaultRoot()).lifecycle().joinClients();
        return clients::close;
    }
}
