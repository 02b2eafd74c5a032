package io.prontuario.host.agent;

import io.prontuario.host.agent.frontdoor.ConfigurationFiles;
import io.prontuario.host.agent.frontdoor.ConfigurationText;
import io.prontuario.host.agent.frontdoor.ServerStateFile;
import io.prontuario.host.agent.route.WriterMap;
import io.prontuario.host.agent.state.AgentDirectory;
import io.prontuario.host.agent.state.DurableFile;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code agent init}: prepares the directory, so that HAProxy can start before the operator has reached this box. */
@Command(
        name = "init",
        description = "Write the files that HAProxy needs to start. An existing configuration is kept.",
        mixinStandardHelpOptions = true)
public final class InitCommand implements Callable<Integer> {
    @Option(names = "--dir", required = true, description = "Folder of configuration and state.")
    Path dir;

    @Option(
            names = "--haproxy-account",
            description =
                    "Account that HAProxy's workers run as when HAProxy is started as root. Default: ${DEFAULT-VALUE}.")
    String haproxyAccount = "haproxy";

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        AgentDirectory directory = new AgentDirectory(dir);
        PrintWriter out = spec.commandLine().getOut();
        Files.createDirectories(directory.certificates());
        BoxSettings.write(directory, haproxyAccount);
        if (!Files.exists(directory.admissionMap())) {
            DurableFile.write(directory.admissionMap(), "");
        }
        new WriterMap(directory.writerMap()).ensure();
        if (Files.exists(directory.configuration())) {
            out.println("kept " + directory.configuration());
        } else {
            DurableFile.write(directory.configuration(), ConfigurationFiles.bootstrap());
            out.println("wrote " + directory.configuration());
        }
        ConfigurationText configuration = new ConfigurationText(DurableFile.read(directory.configuration()));
        DurableFile.write(directory.serverState(), ServerStateFile.allDown(configuration));
        return 0;
    }
}
