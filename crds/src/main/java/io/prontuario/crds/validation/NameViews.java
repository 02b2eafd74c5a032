package io.prontuario.crds.validation;

import io.prontuario.crds.Durations;
import io.prontuario.crds.v1alpha1.CloudSpec;
import io.prontuario.crds.v1alpha1.NamesSpec;
import io.prontuario.crds.v1alpha1.NamesSpec.OnsiteView;
import io.prontuario.crds.v1alpha1.NamesSpec.PublicView;
import io.prontuario.crds.v1alpha1.NamesSpec.Rfc2136;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The two views of the public name say different things, in different hands, and not for longer than an outage may last. */
final class NameViews implements Rule {
    private static final String PUBLIC = "spec.names.publicView";
    private static final String ONSITE = "spec.names.onsiteView";
    /** Longer, and clients stay with a dead site for longer than any objective here. */
    private static final Duration LONGEST_TTL = Duration.ofMinutes(5);

    private static final Duration SHORTEST_TTL = Duration.ofSeconds(1);
    private static final Duration USUAL_TTL = Duration.ofSeconds(60);

    @Override
    public void check(PlatformSpec spec, Instant now, Problems problems) {
        NamesSpec names = spec.names();
        if (names == null) {
            return;
        }
        CloudSpec cloud = spec.cloud();
        if (cloud == null || cloud.dnsName() == null) {
            problems.error(
                    "spec.names", "there is no name to keep", "add cloud.dnsName, the public name, or remove names");
        }
        if (names.publicView() != null) {
            publicView(names.publicView(), spec, problems);
        }
        if (names.onsiteView() != null) {
            onsiteView(names.onsiteView(), spec, problems);
        }
        if (names.publicView() != null && names.onsiteView() != null) {
            apart(names.publicView().rfc2136(), names.onsiteView().rfc2136(), problems);
        }
    }

    private static void publicView(PublicView view, PlatformSpec spec, Problems problems) {
        if ((view.cloudDns() == null) == (view.rfc2136() == null)) {
            problems.error(
                    PUBLIC, "it is not clear where the records are kept", "add one of cloudDns and rfc2136, not both");
        }
        if (Names.servingHosts(spec).isEmpty()) {
            problems.error(PUBLIC, "without hosts there is nothing to flip", "remove publicView, or add hosts");
        }
        CloudSpec cloud = spec.cloud();
        if (view.cloudDns() != null && cloud != null) {
            needed("spec.cloud.project", cloud.project(), problems);
            needed("spec.cloud.zone", cloud.zone(), problems);
        }
        for (int i = 0; i < view.siteAddresses().size(); i++) {
            if (view.cloudAddresses().contains(view.siteAddresses().get(i))) {
                problems.error(
                        PUBLIC + ".siteAddresses[" + i + "]",
                        view.siteAddresses().get(i) + " is the cloud's address, too",
                        "correct one of the two");
            }
        }
        ttl(PUBLIC + ".ttl", view.ttl(), problems);
        zone(PUBLIC + ".rfc2136.zone", view.rfc2136(), cloud, problems);
    }

    private static void onsiteView(OnsiteView view, PlatformSpec spec, Problems problems) {
        if (spec.edge() == null || spec.edge().virtualAddress() == null) {
            problems.error(
                    ONSITE, "there is no front door to point to", "add edge.virtualAddress, or remove onsiteView");
        }
        ttl(ONSITE + ".ttl", view.ttl(), problems);
        zone(ONSITE + ".rfc2136.zone", view.rfc2136(), spec.cloud(), problems);
    }

    /** What the cloud can write must not be what clients on site are told. */
    private static void apart(@Nullable Rfc2136 cloudWrites, @Nullable Rfc2136 siteWrites, Problems problems) {
        if (cloudWrites == null || siteWrites == null) {
            return;
        }
        boolean sameServer = Objects.equals(cloudWrites.server(), siteWrites.server())
                && Objects.equals(cloudWrites.port(), siteWrites.port());
        if (sameServer && Objects.equals(cloudWrites.keyName(), siteWrites.keyName())) {
            problems.error(
                    ONSITE + ".rfc2136.keyName",
                    "the cloud has key " + siteWrites.keyName() + " on the same server, and could move clients on site",
                    "give the on-site view a key of its own");
        } else if (Objects.equals(cloudWrites.keySecretRef(), siteWrites.keySecretRef())) {
            problems.warning(
                    ONSITE + ".rfc2136.keySecretRef",
                    "both views' keys come from a Secret of the same name",
                    "name them apart, and keep the on-site one in the on-site cluster only");
        }
    }

    private static void ttl(String path, String text, Problems problems) {
        Duration ttl = Durations.tryParse(text).orElse(USUAL_TTL);
        if (ttl.compareTo(LONGEST_TTL) > 0) {
            problems.error(path, "clients would stay with a dead site for " + text, "write 5m or less; 20s is usual");
        } else if (!ttl.isZero() && (ttl.compareTo(SHORTEST_TTL) < 0 || ttl.getNano() != 0)) {
            problems.error(path, text + " is no whole number of seconds", "write whole seconds, 1s or more");
        } else if (ttl.compareTo(USUAL_TTL) > 0) {
            problems.warning(path, "clients may stay with a dead site for " + text, "write 60s or less");
        }
    }

    private static void zone(String path, @Nullable Rfc2136 kept, @Nullable CloudSpec cloud, Problems problems) {
        if (kept == null || kept.zone() == null || cloud == null || cloud.dnsName() == null) {
            return;
        }
        if (!("." + cloud.dnsName()).endsWith("." + kept.zone())) {
            problems.error(
                    path, cloud.dnsName() + " is not in zone " + kept.zone(), "correct the zone, or cloud.dnsName");
        }
    }

    private static void needed(String path, @Nullable String value, Problems problems) {
        if (value == null) {
            problems.error(path, "is missing, and names.publicView.cloudDns needs it", "add it");
        }
    }
}
