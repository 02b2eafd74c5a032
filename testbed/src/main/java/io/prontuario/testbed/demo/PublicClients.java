package io.prontuario.testbed.demo;

import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import io.prontuario.testbed.load.GetRecord;
import io.prontuario.testbed.load.Load;
import io.prontuario.testbed.load.LoadPlan;
import io.prontuario.testbed.load.ReadResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The demo's reads from outside, at the address that the public name has. */
final class PublicClients {
    private static final Duration NAME_BACK = Duration.ofSeconds(120);

    private PublicClients() {}

    /** 100 GETs a second for a while, each waited for. */
    static List<GetRecord> read(PublicEndpoint endpoint, String address, Duration duration)
            throws InterruptedException {
        try (Load load = Load.start(LoadPlan.standard("").withoutStreams(), endpoint.target(address))) {
            TimeUnit.NANOSECONDS.sleep(duration.toNanos());
            load.drain();
            return load.log().gets(Long.MIN_VALUE, Long.MAX_VALUE);
        }
    }

    /** That the cloud's emergency profile answered each of them. */
    static StepCheck answeredByTheCloud(List<GetRecord> gets) {
        long reduced = gets.stream()
                .filter(get -> get.outcome() instanceof ReadResult.Answered answered
                        && answered.profile().equals("emergency")
                        && answered.reduced())
                .count();
        return new StepCheck(
                "clients outside",
                reduced > 0 && reduced == gets.size(),
                reduced + " of " + gets.size() + " GETs at the name's address answered by the emergency profile");
    }

    /** That the name points to the site before anything is done to it. */
    static void requireSite(PublicEndpoint endpoint, NameWatch names) throws InterruptedException {
        if (names.await(endpoint.siteAddress(), Long.MIN_VALUE, NAME_BACK).isEmpty()) {
            throw new CliException(ExitCode.UNREACHABLE, "the public name did not point to the site before the fault");
        }
    }

    /** That the name comes back to the site. */
    static StepCheck nameBack(PublicEndpoint endpoint, NameWatch names, long from) throws InterruptedException {
        boolean back = names.await(endpoint.siteAddress(), from, NAME_BACK).isPresent();
        return new StepCheck(
                "public name back",
                back,
                back
                        ? "points to the site again after %.1f s".formatted((System.nanoTime() - from) / 1e9)
                        : "not within " + NAME_BACK.toSeconds() + " s");
    }
}
