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

/** The DNS views are complete, the cloud has no key of the on-site view, and TTLs are short. */
final class NameViews implements Rule {
    private static final String PUBLIC = "spec.names.publicView";
    private static final String ONSITE = "spec.names.onsiteView";
    /** The maximum TTL: clients use an old record for this time after a failover. */
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
                    "spec.names", "requires cloud.dnsName, which is not set", "add cloud.dnsName, or remove names");
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
                    PUBLIC,
                    "requires exactly one of cloudDns and rfc2136",
                    "add one of cloudDns and rfc2136, not both");
        }
        if (SpecLookup.servingHosts(spec).isEmpty()) {
            problems.error(PUBLIC, "requires on-site hosts", "remove publicView, or add hosts");
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
                        view.siteAddresses().get(i) + " is also one of cloudAddresses",
                        "correct one of the two");
            }
        }
        ttl(PUBLIC + ".ttl", view.ttl(), problems);
        zone(PUBLIC + ".rfc2136.zone", view.rfc2136(), cloud, problems);
    }

    private static void onsiteView(OnsiteView view, PlatformSpec spec, Problems problems) {
        if (spec.edge() == null || spec.edge().virtualAddress() == null) {
            problems.error(
                    ONSITE,
                    "requires edge.virtualAddress, which is not set",
                    "add edge.virtualAddress, or remove onsiteView");
        }
        ttl(ONSITE + ".ttl", view.ttl(), problems);
        zone(ONSITE + ".rfc2136.zone", view.rfc2136(), spec.cloud(), problems);
    }

    /** The cloud must not be able to change the on-site view. */
    private static void apart(@Nullable Rfc2136 cloudWrites, @Nullable Rfc2136 siteWrites, Problems problems) {
        if (cloudWrites == null || siteWrites == null) {
            return;
        }
        boolean sameServer = Objects.equals(cloudWrites.server(), siteWrites.server())
                && Objects.equals(cloudWrites.port(), siteWrites.port());
        if (sameServer && Objects.equals(cloudWrites.keyName(), siteWrites.keyName())) {
            problems.error(
                    ONSITE + ".rfc2136.keyName",
                    "the public view uses key " + siteWrites.keyName()
                            + " on the same server, so the cloud could change the on-site view",
                    "use a separate key for the on-site view");
        } else if (Objects.equals(cloudWrites.keySecretRef(), siteWrites.keySecretRef())) {
            problems.warning(
                    ONSITE + ".rfc2136.keySecretRef",
                    "both views use a Secret of the same name",
                    "use two names, and keep the on-site Secret in the on-site cluster only");
        }
    }

    private static void ttl(String path, String text, Problems problems) {
        Duration ttl = Durations.tryParse(text).orElse(USUAL_TTL);
        if (ttl.compareTo(LONGEST_TTL) > 0) {
            problems.error(
                    path,
                    text + " is too long; clients would use a failed site for this time",
                    "write 5m or less; 20s is usual");
        } else if (!ttl.isZero() && (ttl.compareTo(SHORTEST_TTL) < 0 || ttl.getNano() != 0)) {
            problems.error(path, text + " is not a whole number of seconds", "write whole seconds, 1s or more");
        } else if (ttl.compareTo(USUAL_TTL) > 0) {
            problems.warning(path, "clients can use a failed site for " + text, "write 60s or less");
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
            problems.error(path, "is missing; names.publicView.cloudDns requires it", "add it");
        }
    }
}
