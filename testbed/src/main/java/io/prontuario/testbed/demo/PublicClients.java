package io.prontuario.testbed.demo;

import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import io.prontuario.testbed.load.GetRecord;
import io.prontuario.testbed.load.Load;
import io.prontuario.testbed.load.LoadPlan;
import io.prontuario.testbed.load.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The demo's reads from outside: at the address that the name was said to have. */
final class PublicClients {
    private static final Duration NAME_BACK = Duration.ofSeconds(120);

    private PublicClients() {}

    /** 100 GETs a second for a while, each waited for. */
    static List<GetRecord> read(PublicEndpoint outside, String address, Duration duration) throws InterruptedException {
        try (Load load = Load.start(LoadPlan.standard("").withoutStreams(), outside.target(address))) {
            TimeUnit.NANOSECONDS.sleep(duration.toNanos());
            load.drain();
            return load.log().gets(Long.MIN_VALUE, Long.MAX_VALUE);
        }
    }

    /** That the cloud's emergency profile answered each of them. */
    static Check answeredByTheCloud(List<GetRecord> gets) {
        long reduced = gets.stream()
                .filter(get -> get.outcome() instanceof Outcome.Answered answered
                        && answered.profile().equals("emergency")
                        && answered.reduced())
                .count();
        return new Check(
                "clients outside",
                reduced > 0 && reduced == gets.size(),
                reduced + " of " + gets.size() + " GETs at the name's address answered by the emergency profile");
    }

    /** That the name points to the site before anything is done to it. */
    static void requireSite(PublicEndpoint outside, NameWatch names) throws InterruptedException {
        if (names.await(outside.siteAddress(), Long.MIN_VALUE, NAME_BACK).isEmpty()) {
            throw new CliException(ExitCode.UNREACHABLE, "the public name did not point to the site to begin with");
        }
    }

    /** That the name comes back to the site. */
    static Check nameBack(PublicEndpoint outside, NameWatch names, long from) throws InterruptedException {
        boolean back = names.await(outside.siteAddress(), from, NAME_BACK).isPresent();
        return new Check(
                "public name back",
                back,
                back
                        ? "points to the site again %.1f s after it could".formatted((System.nanoTime() - from) / 1e9)
                        : "not within " + NAME_BACK.toSeconds() + " s");
    }
}
