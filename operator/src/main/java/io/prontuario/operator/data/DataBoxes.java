package io.prontuario.operator.data;

import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.SyncSet;
import io.prontuario.crds.v1alpha1.HostSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.PostgresSpec;
import io.prontuario.host.protocol.data.DataOrder;
import io.prontuario.operator.frontdoor.FrontDoorBox;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The boxes that take part in keeping the record. Pure.
 *
 * @param postgres what the spec says of it
 * @param copies the hosts that keep a copy, by name, in the order of preference
 * @param witness the box with the WAL receiver
 * @param routes every box whose front door leads to the writer
 */
record DataBoxes(
        PostgresSpec postgres,
        Map<SiteName, FrontDoorBox> copies,
        Optional<FrontDoorBox> witness,
        List<FrontDoorBox> routes) {

    /** Empty where no host keeps the record. */
    static Optional<DataBoxes> of(PlatformSpec spec) {
        PostgresSpec postgres = spec.postgres();
        if (postgres == null || !postgres.onSite()) {
            return Optional.empty();
        }
        Map<SiteName, FrontDoorBox> copies = new LinkedHashMap<>();
        for (HostSpec host : spec.hosts()) {
            if (postgres.hosts().contains(host.name())) {
                FrontDoorBox.of(host).ifPresent(box -> copies.put(new SiteName(host.name()), box));
            }
        }
        Optional<FrontDoorBox> witness = spec.edge() == null
                ? Optional.empty()
                : spec.edge().nodes().stream()
                        .filter(node -> node.name().equals(postgres.witness()))
                        .findFirst()
                        .flatMap(FrontDoorBox::of);
        return Optional.of(new DataBoxes(postgres, copies, witness, FrontDoorBox.of(spec)));
    }

    /**
     * Where connections to the writer are accepted, the virtual address first.
     *
     * @param without sites whose boxes are left out
     */
    List<InetSocketAddress> writeRoutes(PlatformSpec spec, Set<SiteName> without) {
        List<String> addresses = new ArrayList<>();
        if (spec.edge() != null && spec.edge().virtualAddress() != null) {
            addresses.add(spec.edge().virtualAddress());
        }
        // An edge box is no site: it is left out by its name.
        routes.stream()
                .filter(box -> !without.contains(box.site().orElseGet(() -> new SiteName(box.name()))))
                .map(FrontDoorBox::address)
                .forEach(addresses::add);
        return addresses.stream()
                .distinct()
                .map(address -> InetSocketAddress.createUnresolved(address, postgres.writerPort()))
                .toList();
    }

    /** Every box, once. */
    List<FrontDoorBox> all() {
        List<FrontDoorBox> all = new ArrayList<>(copies.values());
        witness.ifPresent(all::add);
        routes.stream().filter(box -> !all.contains(box)).forEach(all::add);
        return all;
    }

    /** The box of a host or of the witness. */
    Optional<FrontDoorBox> box(SiteName member) {
        return member.equals(SyncSet.WITNESS) ? witness : Optional.ofNullable(copies.get(member));
    }

    /** Where a copy's database and agent are, or the witness' agent. */
    Optional<DataOrder.Source> source(SiteName member) {
        int port = member.equals(SyncSet.WITNESS) ? 0 : postgres.port();
        return box(member).map(box -> new DataOrder.Source(member.value(), box.address(), port, box.agentPort()));
    }
}
