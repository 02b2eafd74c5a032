package io.prontuario.pulumi.gcp.config;

import java.util.Optional;
import java.util.regex.Pattern;

/** Names, the load balancer and who is told. */
final class FrontChecks implements Checks.Check {
    private static final Pattern DOMAIN = Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,}");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");

    @Override
    public void look(StackConfig c, Checks.Report report) {
        var dns = c.dns();
        domain("dnsDomain", dns.domain(), report);
        domain("dnsOnsiteDomain", dns.onsiteDomain(), report);
        report.unless(
                LABEL.matcher(dns.failoverHost()).matches(),
                "dnsFailoverHost",
                "\"" + dns.failoverHost() + "\" is not one DNS label",
                "write the first label only, such as app");
        report.unless(
                !c.front().enabled() || dns.domain().isPresent(),
                "dnsDomain",
                "is not set, but frontEnabled is true, and the certificate needs a name",
                "set dnsDomain, or set frontEnabled to false");
        dns.siteAddress()
                .ifPresent(address -> report.unless(
                        Cidr.parse(address + "/32").filter(r -> !r.isPrivate()).isPresent(),
                        "dnsSiteAddress",
                        "\"" + address + "\" is not a public IPv4 address",
                        "use the hospital's address on the internet"));
        report.unless(
                dns.siteAddress().isEmpty() || dns.domain().isPresent(),
                "dnsSiteAddress",
                "is set, but dnsDomain is not",
                "set dnsDomain too");
        report.unless(
                dns.onsiteResolvers().isEmpty() == dns.onsiteDomain().isEmpty(),
                "dnsOnsiteResolvers",
                "and dnsOnsiteDomain go together",
                "set both, or neither");
        report.unless(
                dns.onsiteResolvers().isEmpty() || c.vpn().enabled(),
                "dnsOnsiteResolvers",
                "is set, but vpnEnabled is false, so they cannot be reached",
                "set vpnEnabled to true");
        for (String resolver : dns.onsiteResolvers()) {
            report.unless(
                    Cidr.parse(resolver + "/32").isPresent(),
                    "dnsOnsiteResolvers",
                    "\"" + resolver + "\" is not an IPv4 address",
                    "list the resolvers' addresses");
        }
        report.unless(
                c.front().requestsPerMinute() >= 60 && c.front().requestsPerMinute() <= 10_000,
                "frontRequestsPerMinute",
                c.front().requestsPerMinute() + " is out of range",
                "use 60 to 10000; a hospital behind one address needs hundreds");
        for (String country : c.front().countries()) {
            report.unless(
                    country.matches("[A-Z]{2}"),
                    "frontCountries",
                    "\"" + country + "\" is not a country code",
                    "use ISO 3166 codes, such as BR");
        }
        for (String email : c.monitoring().emails()) {
            report.unless(
                    EMAIL.matcher(email).matches(),
                    "alertEmails",
                    "\"" + email + "\" is not an address",
                    "write NAME@DOMAIN");
        }
        int slo = c.monitoring().sloBasisPoints();
        report.unless(
                slo >= 9000 && slo <= 9999,
                "sloBasisPoints",
                slo + " is out of range",
                "use 9000 to 9999; 9990 means 99.9 %");
    }

    private static void domain(String key, Optional<String> domain, Checks.Report report) {
        domain.ifPresent(d -> report.unless(
                DOMAIN.matcher(d).matches(),
                key,
                "\"" + d + "\" is not a domain name",
                "write it in lower case without a final dot, such as prontuario.example.br"));
    }
}
