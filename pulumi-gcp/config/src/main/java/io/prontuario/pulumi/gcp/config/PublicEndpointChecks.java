package io.prontuario.pulumi.gcp.config;

import io.prontuario.pulumi.config.ConfigProblems;
import java.util.Optional;
import java.util.regex.Pattern;

/** Public and private DNS names and the load balancer. */
final class PublicEndpointChecks implements Checks.Check {
    private static final Pattern DOMAIN = Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,}");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    @Override
    public void check(StackConfig c, ConfigProblems problems) {
        var dns = c.network().dns();
        var loadBalancer = c.network().loadBalancer();
        domain("dnsDomain", dns.domain(), problems);
        domain("dnsOnsiteDomain", dns.onsiteDomain(), problems);
        problems.require(
                LABEL.matcher(dns.failoverHost()).matches(),
                "dnsFailoverHost",
                "\"" + dns.failoverHost() + "\" is not one DNS label",
                "write the first label only, such as app");
        problems.require(
                !loadBalancer.enabled() || dns.domain().isPresent(),
                "dnsDomain",
                "is not set, but frontEnabled is true and the certificate needs a name",
                "set dnsDomain, or set frontEnabled to false");
        dns.siteAddress()
                .ifPresent(address -> problems.require(
                        Cidr.parse(address + "/32").filter(r -> !r.isPrivate()).isPresent(),
                        "dnsSiteAddress",
                        "\"" + address + "\" is not a public IPv4 address",
                        "use the hospital's address on the internet"));
        problems.require(
                dns.siteAddress().isEmpty() || dns.domain().isPresent(),
                "dnsSiteAddress",
                "is set, but dnsDomain is not",
                "set dnsDomain too");
        problems.require(
                dns.onsiteResolvers().isEmpty() == dns.onsiteDomain().isEmpty(),
                "dnsOnsiteResolvers",
                "and dnsOnsiteDomain must be set together",
                "set both, or neither");
        problems.require(
                dns.onsiteResolvers().isEmpty() || c.network().vpn().enabled(),
                "dnsOnsiteResolvers",
                "is set, but vpnEnabled is false, so the resolvers cannot be reached",
                "set vpnEnabled to true");
        for (String resolver : dns.onsiteResolvers()) {
            problems.require(
                    Cidr.parse(resolver + "/32").isPresent(),
                    "dnsOnsiteResolvers",
                    "\"" + resolver + "\" is not an IPv4 address",
                    "list the IPv4 addresses of the resolvers");
        }
        problems.require(
                loadBalancer.requestsPerMinute() >= 60 && loadBalancer.requestsPerMinute() <= 10_000,
                "frontRequestsPerMinute",
                loadBalancer.requestsPerMinute() + " is out of range",
                "use 60 to 10000; a hospital behind one NAT address needs several hundred");
        for (String country : loadBalancer.countries()) {
            problems.require(
                    country.matches("[A-Z]{2}"),
                    "frontCountries",
                    "\"" + country + "\" is not a country code",
                    "use ISO 3166 codes, such as BR");
        }
    }

    private static void domain(String key, Optional<String> domain, ConfigProblems problems) {
        domain.ifPresent(d -> problems.require(
                DOMAIN.matcher(d).matches(),
                key,
                "\"" + d + "\" is not a domain name",
                "write it in lower case without a final dot, such as prontuario.example.br"));
    }
}
