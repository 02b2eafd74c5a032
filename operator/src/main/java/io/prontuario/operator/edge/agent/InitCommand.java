package io.prontuario.operator.edge.agent;

import io.prontuario.operator.edge.HaproxyConfiguration;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code agent init}: makes the directory ready so that HAProxy can start before the operator has reached this box. */
@Command(
        name = "init",
        description = "Writes what HAProxy needs to start; keeps a configuration that is there.",
        mixinStandardHelpOptions = true)
public final class InitCommand implements Callable<Integer> {
    @Option(names = "--dir", required = true, description = "Where configuration and state are kept.")
    Path dir;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        AgentDirectory directory = new AgentDirectory(dir);
        PrintWriter out = spec.commandLine().getOut();
        Files.createDirectories(directory.certificates());
        if (!Files.exists(directory.admissionMap())) {
            DurableFile.write(directory.admissionMap(), "");
        }
        if (Files.exists(directory.configuration())) {
            out.println("kept " + directory.configuration());
        } else {
            DurableFile.write(directory.configuration(), HaproxyConfiguration.bootstrap());
            out.println("wrote " + directory.configuration());
        }
        ConfigurationText configuration = new ConfigurationText(DurableFile.read(directory.configuration()));
        DurableFile.write(directory.serverState(), ServerStateFile.allDown(configuration));
        return 0;
    }
}
