package io.prontuario.workloads.api.records;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Properties;
import javax.sql.DataSource;

/** Creates the connection pools. Every wait is bounded by seconds, so that requests fail fast if the database is down. */
public final class RecordsPool {
    /** Longer than a lock is awaited: a held lock is a refused write, and not one with an unknown outcome. */
    private static final int SOCKET_TIMEOUT_SECONDS = 2;

    private static final long BORROW_MILLIS = 1_000;
    /** The least that the pool accepts. */
    private static final long BORROW_FOR_AUDIT_MILLIS = 250;

    private static final long VALIDATE_MILLIS = 500;
    /** Of every session, whatever the role's settings are; an aborted client must not hold a lock for long. */
    private static final String SESSION =
            "-c lock_timeout=1500ms -c idle_in_transaction_session_timeout=5s -c tcp_user_timeout=5s"
                    + " -c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3";

    private RecordsPool() {}

    /** Opens the pool; succeeds even if the database is unavailable, and connects once it is available. */
    public static HikariDataSource open(RecordsOptions options) {
        HikariConfig config = config(options, "records");
        config.setJdbcUrl(options.url());
        config.setUsername(options.user());
        config.setPassword(options.password());
        config.setDataSourceProperties(driver());
        return new HikariDataSource(config);
    }

    /** Opens a pool of the writer, whose connections come through the gate. */
    static HikariDataSource openWriter(RecordsOptions options, WriterGate gate) {
        HikariConfig config = config(options, "records-writer");
        config.setDataSource(gate);
        return new WriterPool(config);
    }

    /** Opens a pool of one connection to the local copy. */
    static HikariDataSource openForReadiness(RecordsOptions options) {
        HikariConfig config = config(options, "records-readiness");
        config.setJdbcUrl(options.url());
        config.setUsername(options.user());
        config.setPassword(options.password());
        config.setDataSourceProperties(driver());
        config.setMaximumPoolSize(1);
        return new HikariDataSource(config);
    }

    /** Opens a pool of one connection that is awaited for a short time only. */
    static HikariDataSource openForAudit(RecordsOptions options, DataSource gate) {
        HikariConfig config = config(options, "records-audit");
        config.setDataSource(gate);
        config.setMaximumPoolSize(1);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(BORROW_FOR_AUDIT_MILLIS);
        config.setValidationTimeout(BORROW_FOR_AUDIT_MILLIS);
        return new HikariDataSource(config);
    }

    private static HikariConfig config(RecordsOptions options, String name) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setMaximumPoolSize(options.connections());
        // The others are made when they are needed: after the writer has moved, every service connects at the same
        // time, and a
        // handshake with a password takes milliseconds of the processor that the new writer has to share.
        config.setMinimumIdle(1);
        config.setConnectionTimeout(BORROW_MILLIS);
        config.setValidationTimeout(VALIDATE_MILLIS);
        config.setInitializationFailTimeout(-1);
        config.setMaxLifetime(600_000);
        config.setReadOnly(false);
        // said and not asked of the first connection: if that one dies meanwhile, the pool never makes another
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setAutoCommit(true);
        return config;
    }

    /** The driver's properties. */
    static Properties driver() {
        Properties driver = new Properties();
        driver.setProperty("ApplicationName", "prontuario-api");
        driver.setProperty("connectTimeout", "1"); // seconds
        driver.setProperty("loginTimeout", "2");
        // a host that loses power sends no reset
        driver.setProperty("socketTimeout", Integer.toString(SOCKET_TIMEOUT_SECONDS));
        driver.setProperty("tcpKeepAlive", "true");
        driver.setProperty("prepareThreshold", "1"); // server-side prepared statement from the first use
        driver.setProperty("options", SESSION);
        return driver;
    }

    /** The driver's properties for connections to the writer: a server that is read-only is refused. */
    static Properties writerDriver() {
        Properties driver = driver();
        driver.setProperty("targetServerType", "primary");
        return driver;
    }
}
