package io.prontuario.pulumi.gcp.config;

import io.prontuario.pulumi.config.ConfigProblems;
import io.prontuario.pulumi.gcp.config.StackConfig.Gke;
import java.util.regex.Pattern;

/** The GKE cluster: authorized networks, node pools, accelerators, backups. */
final class GkeChecks implements Checks.Check {
    private static final Pattern CRON = Pattern.compile("(\\S+ ){4}\\S+");
    private static final Pattern MACHINE = Pattern.compile("[a-z][a-z0-9]*-[a-z]+(-\\d+)*");
    private static final int ZONES = 3;

    @Override
    public void check(StackConfig c, ConfigProblems problems) {
        Gke gke = c.gke();
        for (String range : gke.authorizedNetworks()) {
            problems.require(
                    Cidr.parse(range).isPresent(),
                    "gkeAuthorizedNetworks",
                    "\"" + range + "\" is not an IPv4 range",
                    "write the network address and prefix, such as 10.200.0.0/24");
            problems.require(
                    !range.endsWith("/0"),
                    "gkeAuthorizedNetworks",
                    "\"" + range + "\" lets every address reach the control plane",
                    "list the hospital's networks only");
        }
        problems.require(
                CRON.matcher(gke.backup().cron()).matches(),
                "gkeBackupCron",
                "\"" + gke.backup().cron() + "\" is not a cron expression",
                "write five fields, such as 0 4 * * *");
        problems.require(
                gke.backup().retentionDays() >= 7 && gke.backup().retentionDays() <= 365,
                "gkeBackupRetentionDays",
                gke.backup().retentionDays() + " is out of range",
                "use 7 to 365 days");
        gke.gpu().accelerator().ifPresent(a -> accelerator(c, a, problems));
        if (gke.mode() == Gke.Mode.AUTOPILOT) {
            problems.require(
                    !gke.spot().enabled(),
                    "gkeSpotPool",
                    "is true, but Autopilot has no node pools",
                    "request spot in the pod (cloud.google.com/gke-spot), or set gkeMode to Standard");
        } else {
            pools(c, problems);
        }
    }

    private static void pools(StackConfig c, ConfigProblems problems) {
        Gke gke = c.gke();
        problems.require(
                MACHINE.matcher(gke.nodes().machineType()).matches(),
                "gkeNodeMachineType",
                "\"" + gke.nodes().machineType() + "\" is not a machine type",
                "use one such as e2-standard-4");
        problems.require(
                gke.nodes().min() >= 1,
                "gkeNodesMin",
                gke.nodes().min() + " keeps no node warm for an emergency",
                "use 1 or more");
        problems.require(
                gke.nodes().max() >= gke.nodes().min(),
                "gkeNodesMax",
                gke.nodes().max() + " is below gkeNodesMin (" + gke.nodes().min() + ")",
                "raise gkeNodesMax");
        problems.require(
                gke.nodes().max() >= gke.nodes().initialPerZone() * ZONES,
                "gkeNodesInitialPerZone",
                gke.nodes().initialPerZone() + " in each of " + ZONES + " zones is above gkeNodesMax ("
                        + gke.nodes().max() + ")",
                "lower gkeNodesInitialPerZone or raise gkeNodesMax");
        int cpus = MachineTypes.cpus(gke.nodes().machineType()) * gke.nodes().max()
                + (gke.spot().enabled()
                        ? MachineTypes.cpus(gke.nodes().machineType())
                                * gke.spot().max()
                        : 0);
        problems.require(
                cpus <= c.governance().quotas().cpus(),
                "gkeNodesMax",
                gke.nodes().max() + " nodes of " + gke.nodes().machineType() + " need " + cpus
                        + " vCPUs, above cpuQuota (" + c.governance().quotas().cpus() + ")",
                "lower gkeNodesMax, or have the quota raised and set cpuQuota");
    }

    private static void accelerator(StackConfig c, String accelerator, ConfigProblems problems) {
        if (!Accelerators.known(accelerator)) {
            problems.add(
                    "gkeAccelerator",
                    "\"" + accelerator + "\" is not in the table of accelerators of " + Accelerators.AS_OF,
                    "use none, or one of " + Accelerators.in(ProjectChecks.BRAZIL));
            return;
        }
        problems.require(
                Accelerators.offered(accelerator, ProjectChecks.BRAZIL),
                "gkeAccelerator",
                accelerator + " is offered only in " + Accelerators.regions(accelerator) + " (table of "
                        + Accelerators.AS_OF + "); patient data must stay in Brazil",
                "use none, or one of " + Accelerators.in(ProjectChecks.BRAZIL));
        problems.require(
                c.gke().gpu().max() <= c.governance().quotas().gpus(),
                "gpuQuota",
                c.governance().quotas().gpus() + " GPUs are granted, but gkeGpuMax is "
                        + c.gke().gpu().max(),
                "have the quota raised, then set gpuQuota to the granted number");
        problems.require(
                c.gke().mode() == Gke.Mode.AUTOPILOT
                        || c.gke().gpu().machineType().startsWith("n1-"),
                "gkeGpuMachineType",
                c.gke().gpu().machineType() + " cannot have a " + accelerator,
                "use an n1 machine type, such as n1-standard-4");
    }
}
