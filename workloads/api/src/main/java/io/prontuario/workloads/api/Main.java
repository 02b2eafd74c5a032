package io.prontuario.workloads.api;

import io.prontuario.workloads.api.records.RecordsOptions;
import io.prontuario.workloads.api.records.Seeder;
import io.prontuario.workloads.common.InvalidSettingException;
import io.prontuario.workloads.common.Settings;
import io.prontuario.workloads.common.Termination;
import java.io.IOException;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Entry point: {@code serve} (the default) or {@code seed}. */
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);
    private static final int USAGE = 64;

    private Main() {}

    /** Runs the mode that the first argument names. */
    public static void main(String[] args) {
        String mode = args.length == 0 ? "serve" : args[0];
        try {
            switch (mode) {
                case "serve" -> serve();
                case "seed" -> seed();
                default -> {
                    LOG.error("'{}' is not a mode; use serve or seed", mode);
                    System.exit(USAGE);
                }
            }
        } catch (InvalidSettingException refused) {
            LOG.error("{}", refused.getMessage());
            System.exit(1);
        } catch (SQLException | IOException failed) {
            LOG.error("{} failed", mode, failed);
            System.exit(1);
        }
    }

    private static void serve() {
        ApiService service = new ApiService(Settings.ofProcess()).start();
        Termination.onSignal(service::drain);
    }

    private static void seed() throws SQLException, IOException {
        int patients = Seeder.seed(RecordsOptions.from(Settings.ofProcess()));
        LOG.info("seeded: {} patients", patients);
    }
}
