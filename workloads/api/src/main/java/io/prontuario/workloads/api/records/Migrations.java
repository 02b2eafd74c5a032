package io.prontuario.workloads.api.records;

import io.prontuario.workloads.common.Profile;
import org.flywaydb.core.Flyway;

/** Brings a database to the schema of this version; run as a Job before the service is rolled out. */
public final class Migrations {
    /** The newest step of the record's schema that this version of the service brings, and needs. */
    public static final int NEWEST_OF_RECORD = 4;

    private Migrations() {}

    /**
     * Migrates.
     *
     * @param profile full means the record's schema, emergency the cloud's
     * @return how many steps were applied
     */
    public static int run(RecordsOptions options, Profile profile) {
        String location =
                switch (profile) {
                    case FULL -> "classpath:db/record";
                    case EMERGENCY -> "classpath:db/emergency";
                };
        return Flyway.configure()
                .dataSource(options.url(), options.user(), options.password())
                .locations(location, "classpath:db/access")
                // a database that was only seeded has tables but no history
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate()
                .migrationsExecuted;
    }
}
