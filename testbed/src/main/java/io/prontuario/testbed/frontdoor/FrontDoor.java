package io.prontuario.testbed.frontdoor;

import io.prontuario.testbed.cgroup.Slice;
import io.prontuario.testbed.exec.Shell;
import io.prontuario.testbed.exec.UncheckedFiles;
import io.prontuario.testbed.fault.WrongClock;
import io.prontuario.testbed.host.JavaCommand;
import io.prontuario.testbed.host.Unit;
import io.prontuario.testbed.net.Network;
import io.prontuario.testbed.pki.Pki;
import io.prontuario.testbed.plan.Host;
import io.prontuario.testbed.plan.HostFolder;
import io.prontuario.testbed.plan.Plan;
import io.prontuario.testbed.plan.StateFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The front door of one host: HAProxy, which starts from whatever configuration is on its disk, keepalived, and the
 * host agent that writes that configuration. None of them needs an API server.
 */
public final class FrontDoor {
    private static final String HAPROXY = "/usr/sbin/haproxy";

    private final StateFolder state;
    private final Pki pki;

    public FrontDoor(StateFolder state, Pki pki) {
        this.state = state;
        this.pki = pki;
    }

    /** Writes what the units need; never touches a configuration that the agent has written. */
    public void configure(Host host) {
        HostFolder folder = state.host(host);
        Path edge = folder.edge();
        UncheckedFiles.folders(edge.resolve("certs"), folder.record());
        UncheckedFiles.writeSecret(edge.resolve("certs/frontdoor.pem"), UncheckedFiles.read(pki.site("frontdoor.pem")));
        if (!Files.exists(edge.resolve("admission.map"))) {
            UncheckedFiles.write(edge.resolve("admission.map"), "");
        }
        if (!Files.exists(state.agentJar()) && !Files.exists(edge.resolve("haproxy.cfg"))) {
            UncheckedFiles.write(edge.resolve("box.cfg"), "global\n");
            UncheckedFiles.write(edge.resolve("haproxy.cfg"), BootstrapConfig.render(edge));
        }
        UncheckedFiles.write(
                folder.etc().resolve("keepalived.conf"), KeepalivedConfig.render(host, ListeningCheck.file(folder)));
        ListeningCheck.reset(folder);
    }

    /** Sets up the host's network for the address to move gently; the host must be plugged in. */
    public void prepareNetwork(Host host) {
        Shell.feed(AddressHandover.routing(host), "ip", "-n", host.netns(), "-batch", "-");
        List<String> inside = Network.inside(host);
        Shell.run(words(inside, List.of("sysctl", "-q", "-w"), AddressHandover.settings()));
        Shell.feed(AddressHandover.rules(host), words(inside, List.of("nft", "-f", "-")));
    }

    public List<Unit> units(Host host) {
        List<Unit> units = new ArrayList<>(List.of(haproxy(host), ListeningCheck.unit(state, host), keepalived(host)));
        if (Files.exists(state.agentJar())) {
            units.add(agent(host));
        }
        return units;
    }

    private Unit haproxy(Host host) {
        Path edge = state.host(host).edge();
        // The boot id reaches HAProxy by its environment: it admits traffic for exactly this boot, or not.
        String start =
                "%sBOOT_ID=$(cat '%s') && export BOOT_ID && export EDGE_DIR='%s' && exec %s -W -S '%s' -f '%s' -f '%s'"
                        .formatted(
                                initialise(edge),
                                state.host(host).bootId(),
                                edge,
                                HAPROXY,
                                masterSocket(host),
                                edge.resolve("box.cfg"),
                                edge.resolve("haproxy.cfg"));
        return Unit.of("haproxy", List.of("/bin/sh", "-c", start)).in(Slice.FRONT, -10);
    }

    /** The agent readies the folder before every start. HAProxy starts from what is on disk even if that fails. */
    private String initialise(Path edge) {
        if (!Files.exists(state.agentJar())) {
            return "";
        }
        List<String> command = agentCommand();
        command.addAll(List.of("init", "--dir", edge.toString()));
        return String.join(" ", command) + " || true; ";
    }

    private Path masterSocket(Host host) {
        return state.host(host).edge().resolve("master.sock");
    }

    private Unit keepalived(Host host) {
        return Unit.of(
                        "keepalived",
                        List.of(
                                "keepalived",
                                "--dont-fork",
                                "--log-console",
                                "--vrrp",
                                "--use-file=" + state.host(host).etc().resolve("keepalived.conf")))
                // No address before there is something behind it.
                .after(masterSocket(host))
                .in(Slice.FRONT, -15);
    }

    @SafeVarargs
    private static String[] words(List<String>... parts) {
        return Stream.of(parts).flatMap(List::stream).toArray(String[]::new);
    }

    /** What the box has of the record; the agent makes it, keeps it running and carries out the orders about it. */
    private static List<String> record(Host host) {
        return switch (host.role()) {
            case STUDIO -> List.of("--database", HostFolder.RECORD, "--database-listen", "*:" + Plan.RECORD_PORT);
            case EDGE -> List.of("--witness", HostFolder.RECORD);
            case CLOUD -> List.of();
        };
    }

    private Unit agent(Host host) {
        HostFolder folder = state.host(host);
        List<String> command = agentCommand();
        command.addAll(List.of(
                "--node",
                host.name(),
                "--dir",
                folder.edge().toString(),
                "--boot-id-file",
                folder.bootId().toString(),
                "--listen",
                "0.0.0.0:" + Plan.AGENT_PORT,
                "--tls-cert",
                pki.site(host.name() + ".crt").toString(),
                "--tls-key",
                pki.site(host.name() + ".key").toString(),
                "--write-token-file",
                pki.site("write-token").toString(),
                "--read-token-file",
                pki.site("read-token").toString(),
                "--haproxy",
                HAPROXY,
                "--ca",
                pki.siteAuthority().toString()));
        command.addAll(record(host));
        return Unit.of("agent", command)
                .with(new WrongClock(folder).environment())
                .in(Slice.RECORD, 0);
    }

    /** As on a box of a hospital: docs/reference/agent.md. */
    private List<String> agentCommand() {
        return new ArrayList<>(List.of(
                JavaCommand.program(),
                "@" + state.agentOptions(),
                "-jar",
                state.agentJar().toString(),
                "agent"));
    }
}
