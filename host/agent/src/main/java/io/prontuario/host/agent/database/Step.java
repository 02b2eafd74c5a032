package io.prontuario.host.agent.database;

import io.prontuario.host.agent.database.DatabaseState.Stream;
import io.prontuario.host.agent.database.DatabaseState.Way;
import io.prontuario.host.protocol.data.DataOrder.Promote;
import io.prontuario.host.protocol.data.DataOrder.Source;
import io.prontuario.host.protocol.data.DataReport.WitnessReport;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;

/** What the agent does next with its instance. */
sealed interface Step {
    /** Nothing: it is as ordered, or something must happen first. */
    record Wait(String problem) implements Step {
        static final Wait QUIETLY = new Wait("");
    }

    /** Something to do. */
    sealed interface Work extends Step {
        /** Calls the method for its kind, so that an executor that misses a kind does not compile. */
        void carryOut(Executor executor) throws IOException, SQLException;
    }

    /** One method for each kind of work. */
    interface Executor {
        void initialize(Initialize step) throws IOException, SQLException;

        void start(Start step) throws IOException, SQLException;

        void stop(Stop step) throws IOException, SQLException;

        void stopHandMade(StopHandMade step) throws IOException, SQLException;

        void endStream(EndStream step) throws IOException, SQLException;

        void beginStream(BeginStream step) throws IOException, SQLException;

        void followed(Followed step) throws IOException, SQLException;

        void chooseWay(ChooseWay step) throws IOException, SQLException;

        void rewind(Rewind step) throws IOException, SQLException;

        void baseCopy(BaseCopy step) throws IOException, SQLException;

        void becomeWriter(BecomeWriter step) throws IOException, SQLException;

        void completePromotion(CompletePromotion step) throws IOException, SQLException;

        void applySet(ApplySet step) throws IOException, SQLException;

        void stopWriting(StopWriting step) throws IOException, SQLException;

        void noteDemotion(NoteDemotion step) throws IOException, SQLException;

        void noteShutDown(NoteShutDown step) throws IOException, SQLException;

        void fetchWal(FetchWal step) throws IOException, SQLException;
    }

    /** Make a new, empty cluster. */
    record Initialize(Promote promote) implements Work {
        @Override
        public void carryOut(Executor executor) throws IOException, SQLException {
            executor.initialize(this);
        }
    }

    record Start() implements Work {
        @Override
        public void carryOut(Executor executor) throws IOException, SQLException {
            executor.start(this);
        }
    }

    /** Stop an instance that must not go on as it is. */
    record Stop(String why) implements Work {
        @Override
        public void carryOut(Executor executor) throws IOException, SQLException {
            executor.stop(this);
        }
    }

    /** Stop an instance that nobody ordered to write. What it wrote is in no other copy. */
    record StopHandMade(int timeline) implements Work {
        @Override
        public void carryOut(Executor executor) throws IOException, SQLException {
            executor.stopHandMade(this);
        }
    }

    /** Make sure that no WAL is received, now or later, until a new stream is set up. */
    record EndStream() implements Work {
        @Override
        public void carryOut(Executor executor) throws IOException, SQLException {
            executor.endStream(this);
        }
    }

    record BeginStream(Stream stream) implements Work {
        @Override
        public void carryOut(Executor executor) throws IOException, SQLException {
            executor.beginStream(this);
        }
    }

    /** The stream is the ordered writer's: what is held is of its epoch from now on. */
    record Followed(long epoch, Map<Integer, String> lineage) implements Work {
        @Override
        public void carryOut(Executor executor) throws IOException, SQLException {
            executor.followed(this);
        }
    }

    record ChooseWay(Way way, String why) implements Work {
        @Override
        public void carryOut(Executor executor) throws IOException, SQLException {
            executor.chooseWay(this);
        }
    }

    record Rewind(VerifiedWriter from) implements Work {
        @Override
        public void carryOut(Executor executor) throws IOException, SQLException {
            executor.rewind(this);
        }
    }

    record BaseCopy(VerifiedWriter from) implements Work {
        @Override
        public void carryOut(Executor executor) throws IOException, SQLException {
            executor.baseCopy(this);
        }
    }

    record BecomeWriter(Promote promote) implements Work {
        @Override
        public void carryOut(Executor executor) throws IOException, SQLException {
            executor.becomeWriter(this);
        }
    }

    /** It accepts writes; what belongs to that and what is recorded of it is completed. */
    record CompletePromotion(Promote promote, int timeline) implements Work {
        @Override
        public void carryOut(Executor executor) throws IOException, SQLException {
            executor.completePromotion(this);
        }
    }

    record ApplySet(Promote promote) implements Work {
        @Override
        public void carryOut(Executor executor) throws IOException, SQLException {
            executor.applySet(this);
        }
    }

    /** Stop writing, and note where the epoch ends. */
    record StopWriting(long epoch) implements Work {
        @Override
        public void carryOut(Executor executor) throws IOException, SQLException {
            executor.stopWriting(this);
        }
    }

    /** It does not write; note that it gave up this epoch, which ends here. */
    record NoteDemotion(long epoch, long position) implements Work {
        @Override
        public void carryOut(Executor executor) throws IOException, SQLException {
            executor.noteDemotion(this);
        }
    }

    /** It stopped before it was noted where the epoch that it gave up ends. */
    record NoteShutDown(long epoch) implements Work {
        @Override
        public void carryOut(Executor executor) throws IOException, SQLException {
            executor.noteShutDown(this);
        }
    }

    record FetchWal(Source source, WitnessReport wal) implements Work {
        @Override
        public void carryOut(Executor executor) throws IOException, SQLException {
            executor.fetchWal(this);
        }
    }
}
