package io.prontuario.cli.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;

@Command(
        name = "version",
        mixinStandardHelpOptions = true,
        description = "Print the versions of the command, the object and Java.")
final class VersionCommand implements Callable<Integer> {
    private static final String API_VERSION = "platform.prontuario.io/v1alpha1";

    @Mixin
    private OutputOption output;

    @Override
    public Integer call() {
        output.print(String.join("\n", new Provider().getVersion()) + "\n", VersionCommand::json);
        return 0;
    }

    private static Map<String, String> json() {
        Map<String, String> json = new LinkedHashMap<>();
        json.put("version", version());
        json.put("apiVersion", API_VERSION);
        json.put("java", System.getProperty("java.version"));
        json.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        return json;
    }

    /** The version that the build wrote into the jar; {@code development} where classes are not in a jar. */
    private static String version() {
        return Optional.ofNullable(VersionCommand.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    /** For {@code --version}. */
    static final class Provider implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {
                "prontuario " + version(),
                "ProntuarioPlatform " + API_VERSION,
                "Java " + System.getProperty("java.version") + " on " + System.getProperty("os.name") + " "
                        + System.getProperty("os.arch")
            };
        }
    }
}
