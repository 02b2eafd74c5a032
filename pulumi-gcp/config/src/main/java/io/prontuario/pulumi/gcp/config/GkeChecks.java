package io.prontuario.pulumi.gcp.config;

import io.prontuario.pulumi.gcp.config.StackConfig.Gke;
import java.util.regex.Pattern;

/** The cluster: who reaches it, its pools, its accelerators, its backups. */
final class GkeChecks implements Checks.Check {
    private static final Pattern CRON = Pattern.compile("(\\S+ ){4}\\S+");
    private static final Pattern MACHINE = Pattern.compile("[a-z][a-z0-9]*-[a-z]+(-\\d+)*");
    private static final int ZONES = 3;

    @Override
    public void look(StackConfig c, Checks.Report report) {
        Gke gke = c.gke();
        for (String range : gke.authorizedNetworks()) {
            report.unless(
                    Cidr.parse(range).isPresent(),
                    "gkeAuthorizedNetworks",
                    "\"" + range + "\" is not an IPv4 range",
                    "write the network address and prefix, such as 10.200.0.0/24");
            report.unless(
                    !range.endsWith("/0"),
                    "gkeAuthorizedNetworks",
                    "\"" + range + "\" opens the control plane to everyone",
                    "list the hospital's networks only");
        }
        report.unless(
                CRON.matcher(gke.backupCron()).matches(),
                "gkeBackupCron",
                "\"" + gke.backupCron() + "\" is not a cron expression",
                "write five fields, such as 0 4 * * *");
        report.unless(
                gke.backupRetentionDays() >= 7 && gke.backupRetentionDays() <= 365,
                "gkeBackupRetentionDays",
                gke.backupRetentionDays() + " is out of range",
                "use 7 to 365 days");
        gke.accelerator().ifPresent(a -> accelerator(c, a, report));
        if (gke.mode() == Gke.Mode.AUTOPILOT) {
            report.unless(
                    !gke.spotPool(),
                    "gkeSpotPool",
                    "is true, but Autopilot has no node pools",
                    "ask for spot in the pod (cloud.google.com/gke-spot), or set gkeMode to Standard");
        } else {
            pools(c, report);
        }
    }

    private static void pools(StackConfig c, Checks.Report report) {
        Gke gke = c.gke();
        report.unless(
                MACHINE.matcher(gke.machineType()).matches(),
                "gkeNodeMachineType",
                "\"" + gke.machineType() + "\" is not a machine type",
                "use one such as e2-standard-4");
        report.unless(
                gke.minNodes() >= 1,
                "gkeNodesMin",
                gke.minNodes() + " nodes leave nothing warm for an emergency",
                "use 1 or more");
        report.unless(
                gke.maxNodes() >= gke.minNodes(),
                "gkeNodesMax",
                gke.maxNodes() + " is below gkeNodesMin (" + gke.minNodes() + ")",
                "raise gkeNodesMax");
        report.unless(
                gke.maxNodes() >= gke.initialNodesPerZone() * ZONES,
                "gkeNodesInitialPerZone",
                gke.initialNodesPerZone() + " in each of " + ZONES + " zones is above gkeNodesMax (" + gke.maxNodes()
                        + ")",
                "lower gkeNodesInitialPerZone or raise gkeNodesMax");
        int cpus = Machines.cpus(gke.machineType()) * gke.maxNodes()
                + (gke.spotPool() ? Machines.cpus(gke.machineType()) * gke.spotMax() : 0);
        report.unless(
                cpus <= c.quotas().cpus(),
                "gkeNodesMax",
                gke.maxNodes() + " nodes of " + gke.machineType() + " need " + cpus + " vCPUs, above cpuQuota ("
                        + c.quotas().cpus() + ")",
                "lower gkeNodesMax, or have the quota raised and set cpuQuota");
    }

    private static void accelerator(StackConfig c, String accelerator, Checks.Report report) {
        if (!Accelerators.known(accelerator)) {
            report.add(
                    "gkeAccelerator",
                    "\"" + accelerator + "\" is not in the table of " + Accelerators.AS_OF,
                    "use none or one of " + Accelerators.in(PlaceChecks.BRAZIL));
            return;
        }
        report.unless(
                Accelerators.offered(accelerator, PlaceChecks.BRAZIL),
                "gkeAccelerator",
                accelerator + " exists only in " + Accelerators.regions(accelerator) + " (table of "
                        + Accelerators.AS_OF + "), and patient data stays in Brazil",
                "use none or one of " + Accelerators.in(PlaceChecks.BRAZIL));
        report.unless(
                c.gke().gpuMax() <= c.quotas().gpus(),
                "gpuQuota",
                c.quotas().gpus() + " GPUs are granted, but gkeGpuMax is "
                        + c.gke().gpuMax(),
                "have the quota raised first, then set gpuQuota to what was granted");
        report.unless(
                c.gke().mode() == Gke.Mode.AUTOPILOT || c.gke().gpuMachineType().startsWith("n1-"),
                "gkeGpuMachineType",
                c.gke().gpuMachineType() + " does not take a " + accelerator,
                "use an n1 machine type, such as n1-standard-4");
    }
}
