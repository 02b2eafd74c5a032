package io.prontuario.pulumi.gcp.config;

import io.prontuario.pulumi.config.ConfigProblems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Address ranges and the VPN. */
final class NetworkChecks implements Checks.Check {
    private record Named(String key, Cidr range) {}

    @Override
    public void check(StackConfig c, ConfigProblems problems) {
        var ranges = c.network().ranges();
        Map<String, List<String>> texts = new LinkedHashMap<>();
        texts.put("networkNodesCidr", List.of(ranges.nodes()));
        texts.put("networkPodsCidr", List.of(ranges.pods()));
        texts.put("networkServicesCidr", List.of(ranges.services()));
        texts.put("networkControlPlaneCidr", List.of(ranges.controlPlane()));
        texts.put("networkPrivateServicesCidr", List.of(ranges.privateServices()));
        texts.put("onsiteCidrs", ranges.onsite());
        List<Named> all = new ArrayList<>();
        texts.forEach((key, list) ->
                list.forEach(text -> read(key, text, problems).ifPresent(r -> all.add(new Named(key, r)))));
        overlaps(all, problems);
        all.forEach(n -> problems.require(
                n.range().isPrivate(),
                n.key(),
                n.range() + " is not private address space",
                "use a range in 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10"));
        size(ranges.controlPlane(), "networkControlPlaneCidr", 28, 28, "GKE requires a /28", problems);
        size(
                ranges.pods(),
                "networkPodsCidr",
                9,
                21,
                "use a /21 or larger; Autopilot reserves addresses for 32 pods a node",
                problems);
        size(ranges.services(), "networkServicesCidr", 16, 27, "use a /16 to /27", problems);
        size(ranges.nodes(), "networkNodesCidr", 8, 24, "use a /24 or larger; a surge upgrade needs room", problems);
        size(
                ranges.privateServices(),
                "networkPrivateServicesCidr",
                8,
                24,
                "use a /24 or larger, as Google recommends",
                problems);
        vpn(c, problems);
    }

    private static Optional<Cidr> read(String key, String text, ConfigProblems problems) {
        Optional<Cidr> range = Cidr.parse(text);
        if (range.isEmpty()) {
            problems.add(
                    key,
                    "\"" + text + "\" is not an IPv4 range",
                    "write the network address and prefix, such as 10.32.0.0/20");
        }
        return range;
    }

    private static void overlaps(List<Named> all, ConfigProblems problems) {
        for (int i = 0; i < all.size(); i++) {
            for (int j = i + 1; j < all.size(); j++) {
                Named a = all.get(i);
                Named b = all.get(j);
                if (a.range().overlaps(b.range())) {
                    problems.add(
                            b.key(),
                            b.range() + " overlaps " + a.key() + " (" + a.range()
                                    + "); one of the two would be unreachable",
                            "choose disjoint ranges, disjoint from the hospital's networks too");
                }
            }
        }
    }

    private static void size(String text, String key, int widest, int narrowest, String why, ConfigProblems problems) {
        Cidr.parse(text)
                .filter(r -> r.prefix() < widest || r.prefix() > narrowest)
                .ifPresent(r -> problems.add(key, r + " has the wrong size", why));
    }

    private static void vpn(StackConfig c, ConfigProblems problems) {
        var vpn = c.network().vpn();
        if (!vpn.enabled()) {
            return;
        }
        int peers = vpn.peerAddresses().size();
        problems.require(
                peers == 1 || peers == 2,
                "vpnPeerAddresses",
                "lists " + peers + " addresses; an HA VPN has one or two",
                "list the public addresses of one or two VPN devices of the hospital");
        for (String address : vpn.peerAddresses()) {
            boolean ok = Cidr.parse(address + "/32").filter(r -> !r.isPrivate()).isPresent();
            problems.require(
                    ok,
                    "vpnPeerAddresses",
                    "\"" + address + "\" is not a public IPv4 address",
                    "use the address of the hospital's VPN device on the internet");
        }
        problems.require(
                vpn.sharedSecretSet(),
                ConfigKeys.VPN_SHARED_SECRET,
                "is not set, but vpnEnabled is true",
                "run pulumi config set --secret " + ConfigKeys.VPN_SHARED_SECRET + "; use 32 random characters");
        problems.require(
                !c.network().ranges().onsite().isEmpty(),
                "onsiteCidrs",
                "is empty, but vpnEnabled is true; the firewall would admit no address of the hospital",
                "list the hospital's networks");
        asn("vpnPeerAsn", vpn.peerAsn(), problems);
        asn("vpnCloudAsn", vpn.cloudAsn(), problems);
        problems.require(
                vpn.peerAsn() != vpn.cloudAsn(),
                "vpnCloudAsn",
                "equals vpnPeerAsn (" + vpn.peerAsn() + "); external BGP needs two AS numbers",
                "use two different private AS numbers");
    }

    private static void asn(String key, int asn, ConfigProblems problems) {
        problems.require(asn >= 64512 && asn <= 65534, key, asn + " is not a private AS number", "use 64512 to 65534");
    }
}
