package io.prontuario.workloads.api.records;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Properties;

/** Creates the connection pool. Every wait is bounded by seconds, so that requests fail fast if the database is down. */
public final class RecordsPool {
    private static final long BORROW_MILLIS = 1_000;
    private static final long VALIDATE_MILLIS = 500;

    private RecordsPool() {}

    /** Opens the pool; succeeds even if the database is unavailable, and connects once it is available. */
    public static HikariDataSource open(RecordsOptions options) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("records");
        config.setJdbcUrl(options.url());
        config.setUsername(options.user());
        config.setPassword(options.password());
        config.setMaximumPoolSize(options.connections());
        config.setMinimumIdle(options.connections());
        config.setConnectionTimeout(BORROW_MILLIS);
        config.setValidationTimeout(VALIDATE_MILLIS);
        config.setInitializationFailTimeout(-1);
        config.setMaxLifetime(600_000);
        config.setReadOnly(false);
        config.setAutoCommit(true);
        config.setDataSourceProperties(driver());
        return new HikariDataSource(config);
    }

    private static Properties driver() {
        Properties driver = new Properties();
        driver.setProperty("ApplicationName", "prontuario-api");
        driver.setProperty("connectTimeout", "1"); // seconds
        driver.setProperty("loginTimeout", "2");
        driver.setProperty("socketTimeout", "2"); // a host that loses power sends no reset
        driver.setProperty("tcpKeepAlive", "true");
        driver.setProperty("prepareThreshold", "1"); // server-side prepared statement from the first use
        return driver;
    }
}
