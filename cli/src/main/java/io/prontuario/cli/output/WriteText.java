package io.prontuario.cli.output;

import io.prontuario.continuity.model.DatabaseObservation;
import io.prontuario.continuity.model.SafetyRule;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.SyncSet;
import io.prontuario.continuity.model.WriterEpoch;
import io.prontuario.continuity.model.WriterEpoch.Cause;
import io.prontuario.continuity.model.WriterEpoch.Phase;
import io.prontuario.continuity.rules.FencedMembers;
import io.prontuario.continuity.rules.ProofEpoch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The write right in lines: who holds it, the synchronous sets in force, and what each gate is waiting for. */
final class WriteText {
    private static final String GATE = "gate:    ";

    private final WriterEpoch right;
    private final List<SiteName> hosts;
    private final DatabaseObservation data;
    private final List<String> lines = new ArrayList<>();

    private WriteText(WriterEpoch right, List<SiteName> hosts, DatabaseObservation data) {
        this.right = right;
        this.hosts = hosts;
        this.data = data;
    }

    static List<String> of(WriterEpoch right, List<SiteName> hosts, DatabaseObservation data) {
        WriteText text = new WriteText(right, hosts, data);
        text.holder();
        right.inForce().forEach(text::set);
        text.gates();
        return text.lines;
    }

    private void holder() {
        lines.add("writes:  "
                + switch (right.phase()) {
                    case VACANT -> right.epoch() == 0
                            ? "nobody was ever granted the write right"
                            : "the other side's, epoch " + right.epoch();
                    case HELD -> right.holder().orElseThrow() + " holds epoch " + right.epoch() + " (" + cause() + ")";
                    case CLOSING -> "nobody may write: epoch " + right.epoch() + " of "
                            + right.holder().orElseThrow() + " is being ended (" + cause() + ")";
                });
    }

    private String cause() {
        return right.cause().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void set(SyncSet set) {
        lines.add("set:     number " + set.version() + ": a write waits for " + WriteActionText.set(set));
    }

    private void gates() {
        gate(
                "quorum",
                data.quorum() == DatabaseObservation.Answer.YES,
                "decisions can be recorded",
                "nothing may be decided");
        if (right.phase() == Phase.CLOSING && right.cause() == Cause.FAILOVER) {
            sealed();
        }
        lines.add(GATE + "projection: "
                + data.projectionLagging()
                        .map(lags -> lags ? "lags" : "open: does not lag")
                        .orElse("its age is not known"));
        lines.add(GATE + "inbox: "
                + (data.inboxPending().isEmpty()
                        ? "not known to be merged"
                        : data.inboxPending().getAsLong() == 0
                                ? "open: merged"
                                : data.inboxPending().getAsLong() + " rows to merge"));
        proofs();
    }

    /** R + W > N, for every set that may have acknowledged a write of the epoch that ends. */
    private void sealed() {
        Set<SiteName> sealed = FencedMembers.counted(
                SafetyRule.all(),
                hosts,
                right.holder().orElseThrow(),
                Math.max(right.epoch() + 1, right.sealing()),
                data);
        for (SyncSet set : right.inForce()) {
            long counted = set.members().stream().filter(sealed::contains).count();
            gate(
                    "set " + set.version(),
                    set.cannotDoWithout(sealed),
                    counted + " sealed + " + set.required() + " waited for > "
                            + set.members().size() + " members",
                    counted + " sealed + " + set.required() + " waited for is not more than "
                            + set.members().size() + " members");
        }
    }

    private void proofs() {
        DatabaseObservation.Proofs proofs = data.proofs();
        proofs.release().ifPresent(epoch -> lines.add(GATE + "proof: the site has released epoch " + epoch));
        proofs.attestation()
                .ifPresent(a -> lines.add(GATE + "proof: the edge attests for epoch " + a.epoch() + valid(a.epoch())
                        + (a.hostsOff() ? "; hosts are off" : "; not every host is off")
                        + (a.witnessSealed() ? "" : "; the witness is not sealed")));
        if (!proofs.approvals().isEmpty()) {
            lines.add(GATE + "proof: approved by "
                    + proofs.approvals().stream()
                            .map(a -> a.person() + " for epoch " + a.epoch() + valid(a.epoch()))
                            .collect(Collectors.joining(", ")));
        }
    }

    private String valid(long epoch) {
        boolean used = right.phase() != Phase.VACANT;
        return used || ProofEpoch.valid(SafetyRule.all(), epoch, right.epoch()) ? "" : " (void)";
    }

    private void gate(String name, boolean open, String whenOpen, String whenClosed) {
        lines.add(GATE + name + ": " + (open ? "open: " + whenOpen : "closed: " + whenClosed));
    }
}
