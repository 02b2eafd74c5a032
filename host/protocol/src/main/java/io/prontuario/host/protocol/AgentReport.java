package io.prontuario.host.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.prontuario.continuity.model.FencingToken;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the agent of a front-door box reports. As JSON it has one level: agents and operators are upgraded apart, and all of them
 * write and read the same fields.
 *
 * @param node name of the box
 * @param heartbeat the last heartbeat of the on-site operator; null before the first
 */
public record AgentReport(
        String node,
        @JsonUnwrapped Boot boot,
        @JsonUnwrapped Configuration configuration,
        @JsonUnwrapped Traffic traffic,
        @Nullable Heartbeat heartbeat) {

    /**
     * The current boot of the box.
     *
     * @param bootId identity of the box since its last start
     * @param admitted whether this boot is admitted to serve
     * @param admittedAt since when, RFC 3339; null when not admitted
     */
    public record Boot(String bootId, boolean admitted, @Nullable String admittedAt) {}

    /**
     * The configuration of HAProxy.
     *
     * @param token token of the configuration that was applied last; {@link FencingToken#NONE} before the first
     * @param configHash SHA-256 of the configuration file on disk, in hex
     * @param configMatches whether the file on disk is the one that was applied last and the running HAProxy loaded it; false after
     *     a hand edit or a restart by hand, until the next apply
     * @param appliedAt time of the last apply, RFC 3339; null before the first
     * @param lastError why the last apply failed, or what is wrong with the running HAProxy; null when all is well
     */
    public record Configuration(
            @JsonUnwrapped FencingToken token,
            String configHash,
            boolean configMatches,
            @Nullable String appliedAt,
            @Nullable String lastError) {}

    /**
     * What HAProxy does with requests now.
     *
     * @param running whether HAProxy answers
     * @param holdsVirtualAddress whether clients reach this box
     * @param backends by backend and server: its state in HAProxy
     * @param serving by site: whether this front door would send it a request now, for every service that it carries
     */
    public record Traffic(
            @JsonProperty("haproxyRunning") boolean running,
            boolean holdsVirtualAddress,
            Map<String, Map<String, ServerReport>> backends,
            Map<String, Boolean> serving) {}

    /**
     * @param status HAProxy's status: UP, DOWN, MAINT, DRAIN, with its suffixes
     * @param usable whether it would get a request now: up and not in maintenance
     * @param check result of the last check, as HAProxy abbreviates it (L7OK, L4TOUT, ...)
     * @param sessions open requests and streams
     */
    public record ServerReport(String status, boolean usable, String check, long sessions) {}

    /**
     * The on-site operator's heartbeat. The agent keeps it for the cloud operator to read.
     *
     * @param sequence counts heartbeats within a term and epoch
     * @param specHash hash of the spec that the on-site operator runs
     * @param mode its mode
     */
    public record Heartbeat(long term, long epoch, long sequence, String specHash, String mode) {
        public FencingToken token() {
            return new FencingToken(term, epoch, sequence);
        }
    }
}
