package io.prontuario.pulumi.gcp.cost;

import io.prontuario.pulumi.gcp.config.MachineTypes;
import io.prontuario.pulumi.gcp.config.StackConfig;
import io.prontuario.pulumi.gcp.config.StackConfig.Gke;
import java.util.ArrayList;
import java.util.List;

/**
 * An itemized estimate of the monthly cost of a stack at its minimum size. Does not include traffic, stored data and growth,
 * apart from the assumed amounts.
 */
public final class CostEstimate {
    /** Assumed content of all buckets, in GiB (R-PROD-24). */
    static final int ASSUMED_STORAGE_GIB = 100;
    /** Assumed audit logs, in GiB per month. */
    static final int ASSUMED_LOG_GIB = 20;

    private static final int ZONES = 3;
    private static final int NODE_DISK_GIB = 100;

    private final List<Line> lines = new ArrayList<>();
    private final PriceTable prices;

    /** One item. @param monthlyUsd US dollars per month */
    public record Line(String item, String quantity, double monthlyUsd) {}

    private CostEstimate(PriceTable prices) {
        this.prices = prices;
    }

    /** Estimates the cost of a stack. */
    public static CostEstimate of(StackConfig config) {
        CostEstimate estimate = new CostEstimate(PriceTable.load());
        estimate.cluster(config);
        estimate.database(config);
        estimate.rest(config);
        return estimate;
    }

    public List<Line> lines() {
        return List.copyOf(lines);
    }

    /** The sum of all items, US dollars per month. */
    public double totalUsd() {
        return lines.stream().mapToDouble(Line::monthlyUsd).sum();
    }

    private void add(String item, String quantity, double usd) {
        lines.add(new Line(item, quantity, usd));
    }

    private void cluster(StackConfig config) {
        Gke gke = config.gke();
        add("GKE cluster", "1, regional", prices.monthly("gke.cluster"));
        if (gke.mode() == Gke.Mode.AUTOPILOT) {
            // Resource requests of the emergency profile at rest: two operator pods, api and inference.
            add(
                    "Autopilot pods",
                    "3 vCPU, 8 GiB, warm",
                    3 * prices.monthly("autopilot.vcpu") + 8 * prices.monthly("autopilot.gib"));
            return;
        }
        int nodes = Math.max(gke.nodes().initialPerZone() * ZONES, gke.nodes().min());
        add(
                "Nodes",
                nodes + " × " + gke.nodes().machineType(),
                nodes * machine(gke.nodes().machineType()));
        add(
                "Node disks",
                nodes + " × " + NODE_DISK_GIB + " GiB",
                nodes * NODE_DISK_GIB * prices.monthly("disk.balanced.gib"));
        gke.gpu()
                .accelerator()
                .ifPresent(accelerator -> add(
                        "GPU node",
                        "1 × " + gke.gpu().machineType() + " with " + accelerator,
                        machine(gke.gpu().machineType())
                                + prices.monthly("gpu." + accelerator)
                                + NODE_DISK_GIB * prices.monthly("disk.balanced.gib")));
    }

    private double machine(String type) {
        String family = type.substring(0, type.indexOf('-'));
        int cpus = MachineTypes.cpus(type);
        // Standard machine types have 4 GiB per vCPU in family e2 and 3.75 GiB in n1.
        double gib = cpus * (family.equals("n1") ? 3.75 : 4);
        return cpus * prices.monthly(family + ".vcpu") + gib * prices.monthly(family + ".gib");
    }

    private void database(StackConfig config) {
        var sql = config.data().sql();
        var machine = MachineTypes.sql(sql.tier()).orElseThrow();
        int copies = sql.highlyAvailable() ? 2 : 1;
        double one = MachineTypes.sharedCore(sql.tier())
                ? prices.monthly("sql.shared")
                : machine.cpus() * prices.monthly("sql.vcpu")
                        + machine.memoryMib() / 1024.0 * prices.monthly("sql.gib");
        add("Cloud SQL", copies + " × " + sql.tier(), copies * one);
        add(
                "Cloud SQL disk",
                copies + " × " + sql.diskGb() + " GiB",
                copies * sql.diskGb() * prices.monthly("sql.ssd.gib"));
    }

    private void rest(StackConfig config) {
        if (config.data().cache().enabled()) {
            String tier = config.data().cache().highlyAvailable() ? "standard" : "basic";
            add(
                    "Redis",
                    config.data().cache().memoryGb() + " GiB, " + tier,
                    config.data().cache().memoryGb() * prices.monthly("redis." + tier + ".gib"));
        }
        add(
                "Buckets",
                ASSUMED_STORAGE_GIB + " GiB assumed",
                ASSUMED_STORAGE_GIB * prices.monthly("storage.standard.gib"));
        add("NAT", "1 gateway, 1 address", prices.monthly("nat.gateway") + prices.monthly("nat.address"));
        if (config.network().vpn().enabled()) {
            add("VPN", "2 tunnels", 2 * prices.monthly("vpn.tunnel"));
        }
        if (config.network().loadBalancer().enabled()) {
            add("Load balancer", "2 forwarding rules", 2 * prices.monthly("lb.rule"));
            int rules = 8 + (config.network().loadBalancer().countries().isEmpty() ? 0 : 1);
            add(
                    "Web firewall",
                    "1 policy, " + rules + " rules",
                    prices.monthly("armor.policy") + rules * prices.monthly("armor.rule"));
        }
        int zones = 1
                + (config.network().dns().domain().isPresent() ? 1 : 0)
                + (config.network().dns().onsiteDomain().isPresent() ? 1 : 0);
        add("DNS zones", Integer.toString(zones), zones * prices.monthly("dns.zone"));
        int keys = config.data().cache().enabled() ? 7 : 6;
        String kind = config.data().encryption().protection().equals("HSM") ? "hsm" : "software";
        add("Keys", keys + " versions, " + kind, keys * prices.monthly("kms." + kind + ".version"));
        add("Audit logs", ASSUMED_LOG_GIB + " GiB assumed", ASSUMED_LOG_GIB * prices.monthly("log.gib"));
    }
}
