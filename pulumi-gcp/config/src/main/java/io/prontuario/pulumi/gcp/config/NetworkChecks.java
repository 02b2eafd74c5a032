package io.prontuario.pulumi.gcp.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Address ranges and the VPN. */
final class NetworkChecks implements Checks.Check {
    private record Named(String key, Cidr range) {}

    @Override
    public void look(StackConfig c, Checks.Report report) {
        var ranges = c.ranges();
        Map<String, List<String>> texts = new LinkedHashMap<>();
        texts.put("networkNodesCidr", List.of(ranges.nodes()));
        texts.put("networkPodsCidr", List.of(ranges.pods()));
        texts.put("networkServicesCidr", List.of(ranges.services()));
        texts.put("networkControlPlaneCidr", List.of(ranges.controlPlane()));
        texts.put("networkPrivateServicesCidr", List.of(ranges.privateServices()));
        texts.put("onsiteCidrs", ranges.onsite());
        List<Named> all = new java.util.ArrayList<>();
        texts.forEach((key, list) ->
                list.forEach(text -> read(key, text, report).ifPresent(r -> all.add(new Named(key, r)))));
        overlaps(all, report);
        all.forEach(n -> report.unless(
                n.range().isPrivate(),
                n.key(),
                n.range() + " is public address space",
                "use a range in 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10"));
        size(ranges.controlPlane(), "networkControlPlaneCidr", 28, 28, "GKE takes exactly a /28", report);
        size(ranges.pods(), "networkPodsCidr", 9, 21, "Autopilot plans 32 pods a node; a /21 or larger", report);
        size(ranges.services(), "networkServicesCidr", 16, 27, "between a /27 and a /16", report);
        size(ranges.nodes(), "networkNodesCidr", 8, 24, "a /24 or larger, so that a surge upgrade has room", report);
        size(ranges.privateServices(), "networkPrivateServicesCidr", 8, 24, "Google asks for a /24 or larger", report);
        vpn(c, report);
    }

    private static Optional<Cidr> read(String key, String text, Checks.Report report) {
        Optional<Cidr> range = Cidr.parse(text);
        if (range.isEmpty()) {
            report.add(
                    key,
                    "\"" + text + "\" is not an IPv4 range",
                    "write the network address and prefix, such as 10.32.0.0/20");
        }
        return range;
    }

    private static void overlaps(List<Named> all, Checks.Report report) {
        for (int i = 0; i < all.size(); i++) {
            for (int j = i + 1; j < all.size(); j++) {
                Named a = all.get(i);
                Named b = all.get(j);
                if (a.range().overlaps(b.range())) {
                    report.add(
                            b.key(),
                            b.range() + " overlaps " + a.key() + " (" + a.range()
                                    + "), so one of them would be unreachable",
                            "choose disjoint ranges; the hospital's own networks count too");
                }
            }
        }
    }

    private static void size(String text, String key, int widest, int narrowest, String why, Checks.Report report) {
        Cidr.parse(text)
                .filter(r -> r.prefix() < widest || r.prefix() > narrowest)
                .ifPresent(r -> report.add(key, r + " has the wrong size", why));
    }

    private static void vpn(StackConfig c, Checks.Report report) {
        var vpn = c.vpn();
        if (!vpn.enabled()) {
            return;
        }
        int peers = vpn.peerAddresses().size();
        report.unless(
                peers == 1 || peers == 2,
                "vpnPeerAddresses",
                peers + " addresses for an HA VPN of two tunnels",
                "list the public addresses of one or two VPN devices of the hospital");
        for (String address : vpn.peerAddresses()) {
            boolean ok = Cidr.parse(address + "/32").filter(r -> !r.isPrivate()).isPresent();
            report.unless(
                    ok,
                    "vpnPeerAddresses",
                    "\"" + address + "\" is not a public IPv4 address",
                    "use the address that the hospital's VPN device has on the internet");
        }
        report.unless(
                vpn.sharedSecretSet(),
                Keys.VPN_SHARED_SECRET,
                "is not set, but vpnEnabled is true",
                "pulumi config set --secret " + Keys.VPN_SHARED_SECRET + " (32 random characters)");
        report.unless(
                !c.ranges().onsite().isEmpty(),
                "onsiteCidrs",
                "is empty, but vpnEnabled is true, so nothing of the hospital would be let in",
                "list the hospital's networks");
        asn("vpnPeerAsn", vpn.peerAsn(), report);
        asn("vpnCloudAsn", vpn.cloudAsn(), report);
        report.unless(
                vpn.peerAsn() != vpn.cloudAsn(),
                "vpnCloudAsn",
                "equals vpnPeerAsn (" + vpn.peerAsn() + "), and BGP here is external",
                "use two different private numbers");
    }

    private static void asn(String key, int asn, Checks.Report report) {
        report.unless(asn >= 64512 && asn <= 65534, key, asn + " is not a private BGP number", "use 64512 to 65534");
    }
}
