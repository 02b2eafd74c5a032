package io.prontuario.cli.action;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import io.prontuario.continuity.model.DatabaseObservation;
import io.prontuario.continuity.model.Mode;
import io.prontuario.continuity.model.Observation;
import io.prontuario.continuity.model.Observation.CheckResult;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.WriterEpoch;
import io.prontuario.crds.PlatformOverlay;
import io.prontuario.crds.PlatformYamlException;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Observations of an operator, saved in a file: rounds of checks, one probe interval apart. The operator starts without a memory.
 *
 * @param site which operator observes: onsite or cloud
 * @param platform fields that replace the platform's in every round, such as {@code spec: {failover: {mode: Manual}}}
 * @param record what is on record about the writer; absent: no database was promoted yet
 * @param rounds in order
 */
public record SavedObservation(
        OperatorRole site, @Nullable JsonNode platform, @Nullable SavedWriter record, List<Round> rounds) {
    private static final ObjectMapper YAML = JsonMapper.builder(new YAMLFactory())
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    public SavedObservation {
        if (site == null) {
            throw new IllegalArgumentException("site: is missing; write onsite or cloud");
        }
        if (rounds == null || rounds.isEmpty()) {
            throw new IllegalArgumentException("rounds: is missing; write at least one round of checks");
        }
        rounds = List.copyOf(rounds);
    }

    /**
     * The spec of a round: the platform's, with the fields of the file and of the round.
     *
     * @param yaml of a ProntuarioPlatform
     * @throws PlatformYamlException when the result is not a ProntuarioPlatform
     */
    PlatformSpec spec(String yaml, Round round) {
        return PlatformOverlay.apply(yaml, overlay(platform), overlay(round.platform()))
                .getSpec();
    }

    private static String overlay(@Nullable JsonNode fields) {
        return fields == null ? "" : fields.toString();
    }

    /** Whether the file says anything about a database: else the writer is not decided. */
    boolean looksAtDatabases() {
        return record != null || rounds.stream().anyMatch(round -> round.data() != null);
    }

    /** The writer before the first round. */
    WriterEpoch writer() {
        return record == null ? WriterEpoch.vacant() : record.writerEpoch();
    }

    /**
     * Equal rounds in a row.
     *
     * @param times number of the rounds; 1 when absent
     * @param platform fields that replace the platform's in these rounds
     * @param onsite the on-site operator's heartbeat, for the cloud's operator
     * @param data what the round observes of the databases
     * @param asks a planned change that is requested
     */
    public record Round(
            @Nullable Integer times,
            @Nullable JsonNode platform,
            Map<String, Site> sites,
            Map<String, FrontDoor> frontDoors,
            @Nullable Heartbeat onsite,
            @Nullable SavedData data,
            @Nullable SavedRequest asks) {
        public Round {
            times = times == null ? 1 : times;
            sites = sites == null ? Map.of() : sites;
            frontDoors = frontDoors == null ? Map.of() : frontDoors;
            if (times < 1 || times > 100_000) {
                throw new IllegalArgumentException("times: " + times + " is not possible; write 1 to 100000");
            }
        }

        public int count() {
            return times == null ? 1 : times;
        }

        DatabaseObservation databases() {
            return data == null ? DatabaseObservation.nothing() : data.observation();
        }

        Optional<SavedRequest> asked() {
            return Optional.ofNullable(asks);
        }

        /** This round as observation number {@code sequence}. */
        Observation numbered(long sequence) {
            return new Observation(
                    sites.entrySet().stream().collect(Collectors.toMap(e -> new SiteName(e.getKey()), e -> e.getValue()
                            .check(sequence))),
                    frontDoors.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue()
                            .report(sequence))),
                    Optional.ofNullable(onsite).map(h -> h.numbered(sequence)),
                    "saved",
                    Optional.empty());
        }
    }

    /**
     * The check of one site.
     *
     * @param admitted whether the host itself holds an admission for its boot
     * @param detail which service, and what was wrong
     */
    public record Site(CheckResult result, @Nullable String bootId, boolean admitted, @Nullable String detail) {
        public Site {
            if (result == null) {
                throw new IllegalArgumentException("result: is missing; write serving, unready, dead or unknown");
            }
        }

        Observation.SiteCheck check(long sequence) {
            return new Observation.SiteCheck(
                    result, sequence, Optional.ofNullable(bootId), admitted, detail == null ? "" : detail);
        }
    }

    /**
     * The report of one front door.
     *
     * @param reachable false: its agent does not answer; true when absent
     * @param serving by site: whether it would send requests there
     */
    public record FrontDoor(@Nullable Boolean reachable, Map<String, Boolean> serving) {
        Observation.FrontDoorReport report(long sequence) {
            Map<SiteName, Boolean> sites = serving == null
                    ? Map.of()
                    : serving.entrySet().stream()
                            .collect(Collectors.toMap(e -> new SiteName(e.getKey()), Map.Entry::getValue));
            return new Observation.FrontDoorReport(!Boolean.FALSE.equals(reachable), sequence, sites);
        }
    }

    /** The on-site operator's heartbeat. @param fresh false: the same one again; the operator no longer renews it */
    public record Heartbeat(Mode mode, long epoch, @Nullable Boolean fresh) {
        Observation.Heartbeat numbered(long sequence) {
            return new Observation.Heartbeat(Boolean.FALSE.equals(fresh) ? 1 : sequence, "saved", mode, epoch);
        }
    }

    /** @throws CliException (bad input) in one line that names the field */
    public static SavedObservation read(Path file) {
        try {
            return YAML.readValue(Files.readString(file), SavedObservation.class);
        } catch (JsonMappingException e) {
            String path = e.getPath().stream()
                    .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : "." + r.getFieldName())
                    .collect(Collectors.joining());
            throw bad(file, (path.isEmpty() ? "" : path.replaceFirst("^[.]", "") + ": ") + firstLine(e));
        } catch (JsonProcessingException e) {
            throw bad(file, firstLine(e));
        } catch (IOException e) {
            throw bad(file, "cannot be read; name a file that exists and that you may read");
        }
    }

    private static String firstLine(JsonProcessingException e) {
        if (e instanceof InvalidFormatException wrong && wrong.getTargetType().isEnum()) {
            return "\"" + wrong.getValue() + "\" is not allowed; write one of "
                    + Arrays.stream(wrong.getTargetType().getEnumConstants())
                            .map(value -> value.toString().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "));
        }
        Throwable cause = e.getCause() instanceof IllegalArgumentException ? e.getCause() : e;
        String message = cause == e ? e.getOriginalMessage() : String.valueOf(cause.getMessage());
        return message.lines().findFirst().orElse("cannot be understood");
    }

    private static CliException bad(Path file, String problem) {
        return new CliException(ExitCode.BAD_INPUT, "--observation: " + file + ": " + problem);
    }
}
