package io.prontuario.workloads.api.records;

import io.prontuario.workloads.common.Profile;
import org.flywaydb.core.Flyway;

/** Migrates a database to the schema of this version; run as a Job before the service is rolled out. */
public final class Migrations {
    /** Schema version of the record that this version of the service contains and requires. */
    public static final int RECORD_VERSION = 6;

    private Migrations() {}

    /**
     * Migrates the database.
     *
     * @param profile full for the record's schema, emergency for the cloud's
     * @return number of migrations applied
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
                // a seeded database has tables but no migration history
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate()
                .migrationsExecuted;
    }
}
