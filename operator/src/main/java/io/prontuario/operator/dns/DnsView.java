package io.prontuario.operator.dns;

import io.prontuario.crds.Durations;
import io.prontuario.crds.v1alpha1.CloudSpec;
import io.prontuario.crds.v1alpha1.NamesSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.names.AddressRecords;
import java.util.List;
import java.util.Optional;

/** One DNS view of the public name, as this side of the platform keeps it. */
sealed interface DnsView {
    /** Type of the condition that reports it. */
    String condition();

    String name();

    /** The view that the cloud keeps: the hospital or the cloud. */
    record Public(String name, NamesSpec.PublicView view, Optional<CloudSpec> cloud) implements DnsView {
        @Override
        public String condition() {
            return "PublicNameSynced";
        }

        AddressRecords site() {
            return new AddressRecords(name, Durations.parse(view.ttl()), view.siteAddresses());
        }

        AddressRecords cloudRecords() {
            return new AddressRecords(name, Durations.parse(view.ttl()), view.cloudAddresses());
        }
    }

    /** The view that the on-site operator keeps: always the virtual address. */
    record Onsite(String name, NamesSpec.OnsiteView view, String virtualAddress) implements DnsView {
        @Override
        public String condition() {
            return "OnsiteNameSynced";
        }

        AddressRecords records() {
            return new AddressRecords(name, Durations.parse(view.ttl()), List.of(virtualAddress));
        }
    }

    /** The public view, where the spec has one. */
    static Optional<Public> publicOf(PlatformSpec spec) {
        CloudSpec cloud = spec.cloud();
        if (spec.names() == null || spec.names().publicView() == null || cloud == null || cloud.dnsName() == null) {
            return Optional.empty();
        }
        return Optional.of(new Public(cloud.dnsName(), spec.names().publicView(), Optional.of(cloud)));
    }

    /** The on-site view, where the spec has one. */
    static Optional<Onsite> onsiteOf(PlatformSpec spec) {
        CloudSpec cloud = spec.cloud();
        if (spec.names() == null
                || spec.names().onsiteView() == null
                || cloud == null
                || cloud.dnsName() == null
                || spec.edge() == null
                || spec.edge().virtualAddress() == null) {
            return Optional.empty();
        }
        return Optional.of(new Onsite(
                cloud.dnsName(), spec.names().onsiteView(), spec.edge().virtualAddress()));
    }
}
