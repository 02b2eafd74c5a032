package io.prontuario.cli.output;

import io.prontuario.cli.action.ExplainService.Writes;
import io.prontuario.continuity.model.DatabaseObservation;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.SyncSet;
import io.prontuario.continuity.model.WriterEpoch;
import io.prontuario.continuity.model.WriterEpoch.Cause;
import io.prontuario.continuity.model.WriterEpoch.Phase;
import io.prontuario.continuity.rules.WriteRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The writer in lines: which database it is, the synchronous sets in effect, and what each gate waits for. */
final class WriteText {
    private static final String GATE = "gate:    ";

    private final WriterEpoch epoch;
    private final List<SiteName> hosts;
    private final DatabaseObservation data;
    private final List<String> lines = new ArrayList<>();

    private WriteText(WriterEpoch epoch, List<SiteName> hosts, DatabaseObservation data) {
        this.epoch = epoch;
        this.hosts = hosts;
        this.data = data;
    }

    static List<String> of(Writes writes, List<SiteName> hosts) {
        WriteText text = new WriteText(writes.decision().next(), hosts, writes.databases());
        text.writer();
        text.epoch.activeSyncSets().forEach(text::set);
        text.gates();
        return text.lines;
    }

    private void writer() {
        lines.add("writes:  "
                + switch (epoch.phase()) {
                    case VACANT -> epoch.epoch() == 0
                            ? "no database was promoted yet"
                            : "the other side's, epoch " + epoch.epoch();
                    case GRANTED -> epoch.writer().orElseThrow() + " is the writer of epoch " + epoch.epoch() + " ("
                            + cause() + ")";
                    case ENDING -> "no database may write: epoch " + epoch.epoch() + " of "
                            + epoch.writer().orElseThrow() + " is being ended (" + cause() + ")";
                });
    }

    private String cause() {
        return epoch.cause().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void set(SyncSet set) {
        lines.add("set:     number " + set.version() + ": a write waits for " + WriteActionText.set(set));
    }

    private void gates() {
        gate(
                "quorum",
                data.quorum() == DatabaseObservation.Answer.YES,
                "decisions can be recorded",
                "decisions cannot be recorded");
        if (epoch.phase() == Phase.ENDING && epoch.cause() == Cause.FAILOVER) {
            fenced();
        }
        lines.add(GATE + "projection: "
                + data.projectionLagging()
                        .map(lags -> lags ? "lags" : "open: does not lag")
                        .orElse("its lag is unknown"));
        lines.add(GATE + "inbox: "
                + (data.inboxPending().isEmpty()
                        ? "not known to be merged"
                        : data.inboxPending().getAsLong() == 0
                                ? "open: merged"
                                : data.inboxPending().getAsLong() + " rows to merge"));
        proofs();
    }

    /** R + W > N, for every set that may have acknowledged a write of the epoch that ends. */
    private void fenced() {
        Set<SiteName> fenced = WriteRules.all()
                .fencedMembers
                .counted(hosts, epoch.writer().orElseThrow(), Math.max(epoch.epoch() + 1, epoch.fencedBelow()), data);
        for (SyncSet set : epoch.activeSyncSets()) {
            long counted = set.members().stream().filter(fenced::contains).count();
            gate(
                    "set " + set.version(),
                    set.intersectsEveryWriteQuorum(fenced),
                    counted + " fenced + " + set.required() + " waited for > "
                            + set.members().size() + " members",
                    counted + " fenced + " + set.required() + " waited for is not more than "
                            + set.members().size() + " members");
        }
    }

    private void proofs() {
        DatabaseObservation.Proofs proofs = data.proofs();
        proofs.release().ifPresent(epoch -> lines.add(GATE + "proof: the site has handed over epoch " + epoch));
        proofs.attestation()
                .ifPresent(a -> lines.add(GATE + "proof: the edge attests for epoch " + a.epoch() + valid(a.epoch())
                        + (a.hostsOff() ? "; hosts are off" : "; not every host is off")
                        + (a.witnessFenced() ? "" : "; the witness is not fenced")));
        if (!proofs.approvals().isEmpty()) {
            lines.add(GATE + "proof: approved by "
                    + proofs.approvals().stream()
                            .map(a -> a.person() + " for epoch " + a.epoch() + valid(a.epoch()))
                            .collect(Collectors.joining(", ")));
        }
    }

    private String valid(long proofEpoch) {
        boolean used = epoch.phase() != Phase.VACANT;
        return used || WriteRules.all().proofEpoch.valid(proofEpoch, epoch.epoch()) ? "" : " (void)";
    }

    private void gate(String name, boolean open, String whenOpen, String whenClosed) {
        lines.add(GATE + name + ": " + (open ? "open: " + whenOpen : "closed: " + whenClosed));
    }
}
