package io.prontuario.pulumi.gcp.cost;

import io.prontuario.pulumi.gcp.config.Machines;
import io.prontuario.pulumi.gcp.config.StackConfig;
import io.prontuario.pulumi.gcp.config.StackConfig.Gke;
import java.util.ArrayList;
import java.util.List;

/**
 * What a stack costs a month, itemised: what it always has, at its smallest size. Traffic, stored bytes and growth are not
 * in it, apart from the amounts that the assumptions name.
 */
public final class Estimate {
    /** Bytes in all buckets that the estimate assumes, in GiB: the HealthCare document's figure. */
    static final int ASSUMED_STORAGE_GIB = 100;
    /** Audit logs that the estimate assumes, in GiB a month. */
    static final int ASSUMED_LOG_GIB = 20;

    private static final int ZONES = 3;
    private static final int NODE_DISK_GIB = 100;

    private final List<Line> lines = new ArrayList<>();
    private final PriceTable prices;

    /** One item: what, how much of it, and dollars a month. */
    public record Line(String item, String quantity, double monthlyUsd) {}

    private Estimate(PriceTable prices) {
        this.prices = prices;
    }

    public static Estimate of(StackConfig config) {
        Estimate estimate = new Estimate(PriceTable.load());
        estimate.cluster(config);
        estimate.database(config);
        estimate.rest(config);
        return estimate;
    }

    public List<Line> lines() {
        return List.copyOf(lines);
    }

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
            // The warm emergency profile's requests: two operator pods, api and inference.
            add(
                    "Autopilot pods",
                    "3 vCPU, 8 GiB, warm",
                    3 * prices.monthly("autopilot.vcpu") + 8 * prices.monthly("autopilot.gib"));
            return;
        }
        int nodes = Math.max(gke.initialNodesPerZone() * ZONES, gke.minNodes());
        add("Nodes", nodes + " × " + gke.machineType(), nodes * machine(gke.machineType()));
        add(
                "Node disks",
                nodes + " × " + NODE_DISK_GIB + " GiB",
                nodes * NODE_DISK_GIB * prices.monthly("disk.balanced.gib"));
        gke.accelerator()
                .ifPresent(accelerator -> add(
                        "GPU node",
                        "1 × " + gke.gpuMachineType() + " with " + accelerator,
                        machine(gke.gpuMachineType())
                                + prices.monthly("gpu." + accelerator)
                                + NODE_DISK_GIB * prices.monthly("disk.balanced.gib")));
    }

    private double machine(String type) {
        String family = type.substring(0, type.indexOf('-'));
        int cpus = Machines.cpus(type);
        // Standard machines have 4 GiB a vCPU in family e2 and 3.75 in n1.
        double gib = cpus * (family.equals("n1") ? 3.75 : 4);
        return cpus * prices.monthly(family + ".vcpu") + gib * prices.monthly(family + ".gib");
    }

    private void database(StackConfig config) {
        var sql = config.sql();
        var machine = Machines.sql(sql.tier()).orElseThrow();
        int copies = sql.highlyAvailable() ? 2 : 1;
        double one = Machines.sharedCore(sql.tier())
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
        if (config.cache().enabled()) {
            String tier = config.cache().highlyAvailable() ? "standard" : "basic";
            add(
                    "Redis",
                    config.cache().memoryGb() + " GiB, " + tier,
                    config.cache().memoryGb() * prices.monthly("redis." + tier + ".gib"));
        }
        add(
                "Buckets",
                ASSUMED_STORAGE_GIB + " GiB assumed",
                ASSUMED_STORAGE_GIB * prices.monthly("storage.standard.gib"));
        add("NAT", "1 gateway, 1 address", prices.monthly("nat.gateway") + prices.monthly("nat.address"));
        if (config.vpn().enabled()) {
            add("VPN", "2 tunnels", 2 * prices.monthly("vpn.tunnel"));
        }
        if (config.front().enabled()) {
            add("Load balancer", "2 forwarding rules", 2 * prices.monthly("lb.rule"));
            int rules = 8 + (config.front().countries().isEmpty() ? 0 : 1);
            add(
                    "Web firewall",
                    "1 policy, " + rules + " rules",
                    prices.monthly("armor.policy") + rules * prices.monthly("armor.rule"));
        }
        int zones = 1
                + (config.dns().domain().isPresent() ? 1 : 0)
                + (config.dns().onsiteDomain().isPresent() ? 1 : 0);
        add("DNS zones", Integer.toString(zones), zones * prices.monthly("dns.zone"));
        int keys = config.cache().enabled() ? 7 : 6;
        String kind = config.encryption().protection().equals("HSM") ? "hsm" : "software";
        add("Keys", keys + " versions, " + kind, keys * prices.monthly("kms." + kind + ".version"));
        add("Audit logs", ASSUMED_LOG_GIB + " GiB assumed", ASSUMED_LOG_GIB * prices.monthly("log.gib"));
    }
}
