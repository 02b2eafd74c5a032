package io.prontuario.host.agent;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code agent}: serves until it is stopped; its subcommands work on the directory by hand. */
@Command(
        name = "agent",
        description = "Applies the front door's configuration on this box, latches admissions, reports.",
        mixinStandardHelpOptions = true,
        subcommands = {InitCommand.class, AdmitCommand.class, ResetOrderCommand.class})
public final class AgentCommand implements Callable<Integer> {
    @Option(names = "--node", description = "This box's name.")
    String node = "";

    @Option(names = "--dir", description = "Where configuration and state are kept.")
    Path dir = Path.of("/var/lib/prontuario/edge");

    @Option(names = "--boot-id-file", description = "Holds the host's boot id.")
    Path bootIdFile = Path.of("/proc/sys/kernel/random/boot_id");

    @Option(names = "--listen", description = "Address and port of the HTTPS interface.")
    String listen = "0.0.0.0:9443";

    @Option(names = "--tls-cert", description = "PEM certificate chain.")
    Path tlsCertificate = Path.of("/etc/prontuario/agent/tls.crt");

    @Option(names = "--tls-key", description = "PEM PKCS#8 private key.")
    Path tlsKey = Path.of("/etc/prontuario/agent/tls.key");

    @Option(names = "--write-token-file", description = "Bearer token of the on-site operator.")
    Path writeToken = Path.of("/etc/prontuario/agent/write-token");

    @Option(names = "--read-token-file", description = "Bearer token that may only read the report.")
    Path readToken = Path.of("/etc/prontuario/agent/read-token");

    @Option(names = "--haproxy", description = "The HAProxy binary that checks configurations.")
    Path haproxy = Path.of("/usr/sbin/haproxy");

    @Override
    public Integer call() throws Exception {
        if (node.isEmpty()) {
            throw new CommandLine.ParameterException(new CommandLine(this), "--node: name this box, for example edge");
        }
        // The JDK's HTTPS server asks for the name of every client's address; a front door must not wait for a name
        // server.
        System.setProperty("jdk.net.hosts.file", dir.resolve("hosts").toString());
        // A client that sends its request byte by byte may hold a thread for ten seconds, not for ever.
        System.setProperty("sun.net.httpserver.maxReqTime", "10");
        int colon = listen.lastIndexOf(':');
        InetSocketAddress address =
                new InetSocketAddress(listen.substring(0, colon), Integer.parseInt(listen.substring(colon + 1)));
        try (RunningAgent agent = RunningAgent.start(
                node, dir, bootIdFile, haproxy, address, tlsCertificate, tlsKey, writeToken, readToken)) {
            new CountDownLatch(1).await();
        }
        return 0;
    }
}
