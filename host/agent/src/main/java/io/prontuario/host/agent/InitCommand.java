package io.prontuario.host.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
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
            DurableFile.write(directory.configuration(), bootstrap());
            out.println("wrote " + directory.configuration());
        }
        ConfigurationText configuration = new ConfigurationText(DurableFile.read(directory.configuration()));
        DurableFile.write(directory.serverState(), ServerStateFile.allDown(configuration));
        return 0;
    }

    /** The operator's configuration without any service, as a test holds it: what a box runs until the operator reaches it. */
    static String bootstrap() throws IOException {
        try (InputStream text = InitCommand.class.getResourceAsStream("/haproxy/bootstrap.cfg")) {
            return new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
