package io.prontuario.workloads.inference;

import io.prontuario.workloads.common.InvalidSettingException;
import io.prontuario.workloads.common.Settings;
import io.prontuario.workloads.common.Termination;
import io.prontuario.workloads.inference.model.ModelException;
import io.prontuario.workloads.inference.model.ModelFetcher;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Entry point: {@code serve} (the default) or {@code fetch-model URI SHA256 PATH [BYTES]}. */
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);
    private static final int USAGE = 64;

    private Main() {}

    /** Runs the mode named by the first argument; exits with 64 for wrong arguments and 1 for a wrong setting or a failed fetch. */
    public static void main(String[] args) {
        List<String> arguments = List.of(args);
        String mode = arguments.isEmpty() ? "serve" : arguments.get(0);
        try {
            switch (mode) {
                case "serve" -> serve();
                case "fetch-model" -> fetch(arguments.subList(1, arguments.size()));
                default -> usageError("unknown mode '" + mode + "'; use serve or fetch-model");
            }
        } catch (InvalidSettingException | ModelException refused) {
            LOG.error("{}", refused.getMessage());
            System.exit(1);
        }
    }

    private static void serve() {
        InferenceService service = new InferenceService(Settings.ofProcess()).start();
        Termination.onSignal(service::drain);
    }

    private static void fetch(List<String> arguments) throws ModelException {
        if (arguments.size() != 3 && arguments.size() != 4) {
            usageError("fetch-model takes URI SHA256 PATH [BYTES]; got " + arguments.size() + " arguments");
        }
        OptionalLong size = arguments.size() == 4 ? size(arguments.get(3)) : OptionalLong.empty();
        ModelFetcher.standard().fetch(arguments.get(0), arguments.get(1), Path.of(arguments.get(2)), size);
    }

    private static OptionalLong size(String text) {
        if (!text.matches("[1-9][0-9]{0,17}")) {
            usageError("BYTES is '" + text + "'; it must be a positive whole number");
        }
        return OptionalLong.of(Long.parseLong(text));
    }

    private static void usageError(String message) {
        LOG.error("{}", message);
        System.exit(USAGE);
    }
}
