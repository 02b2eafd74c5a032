package io.prontuario.operator.data;

import io.prontuario.continuity.model.DatabaseObservation.Answer;
import io.prontuario.continuity.model.Detection;
import io.prontuario.continuity.rules.PollCounter;
import io.prontuario.continuity.rules.PollCounter.Result;
import io.prontuario.host.protocol.AgentClient.DataResult;
import io.prontuario.host.protocol.data.DataReport;
import java.time.Duration;
import java.util.Optional;

/**
 * What the polls of one box have shown. Kept in memory, on followers too. Pure.
 *
 * @param database counts whether its database can be relied on
 * @param witness counts whether its WAL receiver answers
 * @param answered whether the agent answered the newest poll
 * @param report the newest that was received
 * @param clockAhead how far the box's clock was ahead of this operator's then; negative: behind
 */
record BoxEvidence(
        PollCounter.Evidence database,
        PollCounter.Evidence witness,
        boolean answered,
        Optional<DataReport> report,
        Duration clockAhead) {
    private static final BoxEvidence NONE = new BoxEvidence(
            PollCounter.Evidence.none(), PollCounter.Evidence.none(), false, Optional.empty(), Duration.ZERO);

    static BoxEvidence none() {
        return NONE;
    }

    /** With one regular poll more. A late one counts for nothing. */
    BoxEvidence with(DataResult result, long sequence) {
        return with(result, sequence, Result.FAILED);
    }

    /** With a poll between two regular ones: several a second would reach a threshold of failures too soon. */
    BoxEvidence withBetween(DataResult result, long sequence) {
        return with(result, sequence, Result.FAILED_BETWEEN);
    }

    private BoxEvidence with(DataResult result, long sequence, Result failed) {
        if (sequence <= database.lastSequence()) {
            return this;
        }
        Optional<DataReport> received =
                result instanceof DataResult.Received answer ? Optional.of(answer.report()) : Optional.empty();
        boolean reliable = received.map(DataReport::database)
                .map(DataReport.DatabaseReport::answers)
                .orElse(false);
        boolean receiver = received.map(DataReport::witness).isPresent();
        return new BoxEvidence(
                PollCounter.count(database, reliable ? Result.ANSWERED : failed, sequence),
                PollCounter.count(witness, receiver ? Result.ANSWERED : failed, sequence),
                received.isPresent(),
                received.or(() -> report),
                result instanceof DataResult.Received answer ? answer.clockAhead() : clockAhead);
    }

    Answer databaseAnswer(Detection detection) {
        return PollCounter.answer(detection, database);
    }

    Answer witnessAnswer(Detection detection) {
        return PollCounter.answer(detection, witness);
    }
}
