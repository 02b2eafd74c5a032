package io.prontuario.host.agent.database;

import io.prontuario.host.agent.database.DatabaseState.Boot;
import io.prontuario.host.agent.state.JsonStore;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Collection;

/** Carries out a step, whatever its kind. */
final class Steps {
    private final Instance instance;
    private final JsonStore<DatabaseState> store;
    private final WriterSteps writer;
    private final StreamSteps stream;
    private final CatchUpStep catchUp;

    Steps(
            Instance instance,
            JsonStore<DatabaseState> store,
            WriterSteps writer,
            StreamSteps stream,
            CatchUpStep catchUp) {
        this.instance = instance;
        this.store = store;
        this.writer = writer;
        this.stream = stream;
        this.catchUp = catchUp;
    }

    /** @param boxes names in the certificates of the boxes that may connect */
    void carryOut(Step.Work step, Collection<String> boxes) throws IOException, SQLException {
        step.carryOut(new Kinds(boxes));
    }

    private final class Kinds implements Step.Executor {
        private final Collection<String> boxes;

        private Kinds(Collection<String> boxes) {
            this.boxes = boxes;
        }

        @Override
        public void initialize(Step.Initialize step) throws IOException {
            writer.initialize(step);
        }

        @Override
        public void start(Step.Start step) throws IOException {
            store.update(state -> state.with(new Boot(state.boot().number() + 1, "")));
            instance.configure(store.get(), boxes);
            instance.start();
        }

        @Override
        public void stop(Step.Stop step) throws IOException {
            instance.stop();
        }

        @Override
        public void stopHandMade(Step.StopHandMade step) throws IOException, SQLException {
            writer.stopHandMade(step);
        }

        @Override
        public void endStream(Step.EndStream step) throws IOException {
            stream.end();
        }

        @Override
        public void beginStream(Step.BeginStream step) throws IOException {
            stream.begin(step);
        }

        @Override
        public void followed(Step.Followed step) throws IOException, SQLException {
            stream.followed(step);
        }

        @Override
        public void chooseWay(Step.ChooseWay step) throws IOException {
            stream.choose(step);
        }

        @Override
        public void rewind(Step.Rewind step) throws IOException, SQLException {
            stream.rewind(step);
        }

        @Override
        public void baseCopy(Step.BaseCopy step) throws IOException {
            stream.baseCopy(step);
        }

        @Override
        public void becomeWriter(Step.BecomeWriter step) throws IOException, SQLException {
            writer.becomeWriter(step, boxes);
        }

        @Override
        public void completePromotion(Step.CompletePromotion step) throws IOException, SQLException {
            writer.complete(step.promote(), step.timeline());
        }

        @Override
        public void applySet(Step.ApplySet step) throws IOException, SQLException {
            writer.applySet(step);
        }

        @Override
        public void stopWriting(Step.StopWriting step) throws IOException, SQLException {
            writer.stopWriting(step);
        }

        @Override
        public void noteDemotion(Step.NoteDemotion step) throws IOException, SQLException {
            writer.noteDemotion(step.epoch(), step.position());
        }

        @Override
        public void noteShutDown(Step.NoteShutDown step) throws IOException, SQLException {
            writer.noteShutDown(step);
        }

        @Override
        public void fetchWal(Step.FetchWal step) throws IOException, SQLException {
            catchUp.fetch(step);
        }
    }
}
