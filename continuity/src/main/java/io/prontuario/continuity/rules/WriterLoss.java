package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.DatabaseObservation;
import io.prontuario.continuity.model.DatabaseObservation.Answer;
import io.prontuario.continuity.model.DatabaseObservation.ReplicaStatus;
import io.prontuario.continuity.model.DatabaseObservation.WitnessStatus;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.SyncSet;
import java.util.List;
import java.util.Optional;

/**
 * The writer is lost when it is silent and no member that answers receives its WAL.
 *
 * <p>Rule: the writer is lost when its database was polled past its own failure threshold and does not answer, at least one other member
 * answers (the witness, or another host's copy), and every member that answers says that no WAL arrives. What the checks of its host say
 * is not asked. While a planned change ends its epoch, WAL is not asked for either: the writer is to stop anyway, and one that cannot be
 * told so is fenced out.
 *
 * <p>Why: requests leave a host for reasons that have nothing to do with its database (a bad image, a disk full of models), and an agent
 * can be dead beside a database that writes. Moving the writer then would end every open transaction for nothing. Silence of one link
 * is no death: members that receive WAL have a writer. Where none of them answers nothing could be promoted either, and the silence is
 * more likely the operator's own.
 */
public class WriterLoss {
    WriterLoss() {}

    public boolean lost(SiteName writer, List<SiteName> hosts, DatabaseObservation data) {
        return silent(writer, data) && doubt(writer, hosts, data).isEmpty();
    }

    /** Whether the writer's database does not answer, past its failure threshold. */
    public boolean silent(SiteName writer, DatabaseObservation data) {
        return data.replica(writer).answer() == Answer.NO;
    }

    /** Why a writer that does not answer is not taken for lost. */
    public Optional<String> doubt(SiteName writer, List<SiteName> hosts, DatabaseObservation data) {
        if (data.witness().answers() && arrivesAt(data.witness())) {
            return Optional.of("its WAL still arrives at the " + SyncSet.WITNESS);
        }
        for (SiteName host : hosts) {
            ReplicaStatus copy = data.replica(host);
            if (!host.equals(writer) && copy.answers() && arrivesAt(copy)) {
                return Optional.of("its WAL still arrives at " + host);
            }
        }
        return anotherAnswers(writer, hosts, data) ? Optional.empty() : Optional.of("no other member answers");
    }

    /** Whether a writer whose epoch is being ended by request cannot be told so, as far as anybody else can tell. */
    public boolean cannotBeTold(SiteName writer, List<SiteName> hosts, DatabaseObservation data) {
        return silent(writer, data) && anotherAnswers(writer, hosts, data);
    }

    boolean arrivesAt(WitnessStatus witness) {
        return witness.streaming();
    }

    boolean arrivesAt(ReplicaStatus copy) {
        return copy.receiving();
    }

    boolean anotherAnswers(SiteName writer, List<SiteName> hosts, DatabaseObservation data) {
        boolean answers = data.witness().answers();
        for (SiteName host : hosts) {
            answers |= !host.equals(writer) && data.replica(host).answers();
        }
        return answers;
    }
}
