package io.prontuario.testbed.peer;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The command line of an etcd member with etcd's own timings. Pure. */
final class EtcdMember {
    static final int CLIENT_PORT = 2379;
    private static final int PEER_PORT = 2380;

    private EtcdMember() {}

    static List<String> command(Path etcd, Box box, List<Box> members, Path data) {
        return List.of(
                etcd.toString(),
                "--name=" + box.name(),
                "--data-dir=" + data,
                "--listen-client-urls=" + client(box),
                "--advertise-client-urls=" + client(box),
                "--listen-peer-urls=" + peer(box),
                "--initial-advertise-peer-urls=" + peer(box),
                "--initial-cluster-state=new",
                "--initial-cluster="
                        + members.stream()
                                .map(member -> member.name() + "=" + peer(member))
                                .collect(Collectors.joining(",")));
    }

    private static String client(Box box) {
        return "http://" + box.address() + ":" + CLIENT_PORT;
    }

    private static String peer(Box box) {
        return "http://" + box.address() + ":" + PEER_PORT;
    }
}
