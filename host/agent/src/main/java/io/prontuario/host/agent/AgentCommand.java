package io.prontuario.host.agent;

import io.prontuario.host.agent.database.DatabaseSettings;
import io.prontuario.host.agent.http.TlsFiles;
import io.prontuario.host.agent.http.Tokens;
import io.prontuario.host.agent.witness.WitnessSettings;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code agent}: answers requests until it is stopped. Its subcommands change the directory by hand. */
@Command(
        name = "agent",
        description = {
            "Apply the front door's configuration on this box, keep the admission of its boot, and report.",
            "Runs until it is stopped."
        },
        mixinStandardHelpOptions = true,
        subcommands = {InitCommand.class, AdmitCommand.class, ResetOrderCommand.class})
public final class AgentCommand implements Callable<Integer> {
    @Option(names = "--node", description = "Name of this box, as in the platform: a host, or an edge node.")
    String node = "";

    @Option(names = "--dir", description = "Folder of configuration and state. Default: ${DEFAULT-VALUE}.")
    Path dir = Path.of("/var/lib/prontuario/edge");

    @Option(
            names = "--boot-id-file",
            description = "File with the identity of the host's boot. Default: ${DEFAULT-VALUE}.")
    Path bootIdFile = Path.of("/proc/sys/kernel/random/boot_id");

    @Option(names = "--listen", description = "Address and port of the HTTPS interface. Default: ${DEFAULT-VALUE}.")
    String listen = "0.0.0.0:9443";

    @Option(names = "--tls-cert", description = "PEM certificate chain, leaf first. Default: ${DEFAULT-VALUE}.")
    Path tlsCertificate = Path.of("/etc/prontuario/agent/tls.crt");

    @Option(
            names = "--tls-key",
            description = "PEM private key: PKCS#8, PKCS#1 or SEC 1, not encrypted. Default: ${DEFAULT-VALUE}.")
    Path tlsKey = Path.of("/etc/prontuario/agent/tls.key");

    @Option(
            names = "--write-token-file",
            description = "File with the bearer token that may send orders. Default: ${DEFAULT-VALUE}.")
    Path writeToken = Path.of("/etc/prontuario/agent/write-token");

    @Option(
            names = "--read-token-file",
            description = "File with the bearer token that may only read the report. Default: ${DEFAULT-VALUE}.")
    Path readToken = Path.of("/etc/prontuario/agent/read-token");

    @Option(names = "--haproxy", description = "HAProxy binary that checks configurations. Default: ${DEFAULT-VALUE}.")
    Path haproxy = Path.of("/usr/sbin/haproxy");

    @Option(
            names = "--ca",
            description =
                    "PEM certificates that other boxes' certificates are checked with. Default: ${DEFAULT-VALUE}.")
    Path authorities = Path.of("/etc/prontuario/agent/ca.crt");

    @Option(names = "--database", description = "Folder of the record's database, where this box has one.")
    @Nullable
    Path database;

    @Option(
            names = "--database-listen",
            description = "Address and port of the database; *: every address. Default: ${DEFAULT-VALUE}.")
    String databaseListen = "*:5433";

    @Option(names = "--postgres", description = "Folder of PostgreSQL's programs. Default: ${DEFAULT-VALUE}.")
    Path postgres = Path.of("/usr/lib/postgresql/15/bin");

    @Option(
            names = "--postgres-account",
            description = "Account that runs PostgreSQL when the agent runs as root. Default: ${DEFAULT-VALUE}.")
    String postgresAccount = "postgres";

    @Option(names = "--witness", description = "Folder of the WAL that this box receives, where it is the witness.")
    @Nullable
    Path witness;

    @Option(
            names = "--witness-wal-limit",
            description = {
                "GiB of WAL that the witness keeps at most: beyond that it deletes the oldest. Default: ${DEFAULT-VALUE}."
            })
    long witnessWalLimit = WitnessSettings.DEFAULT_WAL_LIMIT >> 30;

    @Override
    public Integer call() throws Exception {
        if (node.isEmpty()) {
            throw new CommandLine.ParameterException(
                    new CommandLine(this), "--node: is missing; name this box, for example edge");
        }
        // The JDK's HTTPS server looks up the name of every client's address. A front door must not wait for a name
        // server.
        System.setProperty("jdk.net.hosts.file", dir.resolve("hosts").toString());
        // Bounds a client that sends its request byte by byte to ten seconds of a thread.
        System.setProperty("sun.net.httpserver.maxReqTime", "10");
        // Headers and body are two writes: the second one would wait for the first one's acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // And one that reads a segment of WAL slowly, or not at all, to a minute.
        System.setProperty("sun.net.httpserver.maxRspTime", "60");
        AgentSettings settings = new AgentSettings(
                node,
                address(),
                dir,
                bootIdFile,
                haproxy,
                new TlsFiles(tlsCertificate, tlsKey, authorities),
                new Tokens(writeToken, readToken),
                new DataSettings(database(), witness()));
        try (RunningAgent agent = RunningAgent.start(settings)) {
            new CountDownLatch(1).await();
        }
        return 0;
    }

    private Optional<WitnessSettings> witness() {
        if (witness == null) {
            return Optional.empty();
        }
        if (database != null) {
            throw new CommandLine.ParameterException(
                    new CommandLine(this), "--witness: this box has a --database; the witness runs on another box");
        }
        if (witnessWalLimit < 1) {
            throw new CommandLine.ParameterException(
                    new CommandLine(this), "--witness-wal-limit: is below 1; write for example 16");
        }
        return Optional.of(new WitnessSettings(witness, postgres, postgresAccount, witnessWalLimit << 30));
    }

    private Optional<DatabaseSettings> database() {
        if (database == null) {
            return Optional.empty();
        }
        int colon = databaseListen.lastIndexOf(':');
        try {
            return Optional.of(new DatabaseSettings(
                    database,
                    databaseListen.substring(0, colon),
                    Integer.parseInt(databaseListen.substring(colon + 1)),
                    postgres,
                    postgresAccount));
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new CommandLine.ParameterException(
                    new CommandLine(this),
                    "--database-listen: '" + databaseListen
                            + "' is not an address and a port; write for example *:5433",
                    e);
        }
    }

    private InetSocketAddress address() {
        int colon = listen.lastIndexOf(':');
        try {
            return new InetSocketAddress(listen.substring(0, colon), Integer.parseInt(listen.substring(colon + 1)));
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new CommandLine.ParameterException(
                    new CommandLine(this),
                    "--listen: '" + listen + "' is not an address and a port; write for example 0.0.0.0:9443",
                    e);
        }
    }
}
