package io.prontuario.host.protocol;

import io.prontuario.continuity.model.FencingToken;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a box of the front door says about itself.
 *
 * @param node the box
 * @param bootId its identity since its last start
 * @param admitted whether this boot is admitted to serve
 * @param admittedAt when, RFC 3339; null when not admitted
 * @param generation generation of the configuration it applied last; with {@code term} and {@code epoch} -1 before the first
 * @param configHash sha256 of the configuration file on disk
 * @param configMatches whether the file on disk is the one applied last and the running HAProxy loaded it; false after a
 *     hand edit or a restart by hand, until the next apply
 * @param appliedAt when a configuration was applied last, RFC 3339
 * @param lastError why the last apply failed; null when it worked
 * @param haproxyRunning whether HAProxy answers
 * @param holdsVirtualAddress whether clients reach this box now
 * @param backends per backend and server: its state in HAProxy
 * @param serving per site: whether this front door would send it a request now, for every service it carries
 * @param heartbeat what the on-site operator said last; null when it never did
 */
public record AgentReport(
        String node,
        String bootId,
        boolean admitted,
        @Nullable String admittedAt,
        long term,
        long epoch,
        long generation,
        String configHash,
        boolean configMatches,
        @Nullable String appliedAt,
        @Nullable String lastError,
        boolean haproxyRunning,
        boolean holdsVirtualAddress,
        Map<String, Map<String, ServerReport>> backends,
        Map<String, Boolean> serving,
        @Nullable Heartbeat heartbeat) {

    /**
     * @param status HAProxy's word: UP, DOWN, MAINT, DRAIN, with its suffixes
     * @param usable whether it would get a request now: up and not in maintenance
     * @param check the last check's result, in HAProxy's short words (L7OK, L4TOUT ...)
     * @param sessions open requests and streams
     */
    public record ServerReport(String status, boolean usable, String check, long sessions) {}

    /** The on-site operator's sign of life, relayed to the cloud. */
    public record Heartbeat(long term, long epoch, long sequence, String specHash, String mode) {
        public FencingToken token() {
            return new FencingToken(term, epoch, sequence);
        }
    }

    public FencingToken token() {
        return new FencingToken(term, epoch, generation);
    }
}
