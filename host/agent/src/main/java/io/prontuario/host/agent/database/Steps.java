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
    void carryOut(Step step, Collection<String> boxes) throws IOException, SQLException {
        if (step instanceof Step.Start) {
            store.update(state -> state.with(new Boot(state.boot().number() + 1, "")));
            instance.configure(store.get(), boxes);
            instance.start();
        } else if (step instanceof Step.Stop) {
            instance.stop();
        } else if (!streams(step) && !writes(step)) {
            throw new IllegalStateException("Nothing carries out " + step);
        }
    }

    private boolean streams(Step step) throws IOException, SQLException {
        if (step instanceof Step.EndStream) {
            stream.end();
        } else if (step instanceof Step.BeginStream begin) {
            stream.begin(begin);
        } else if (step instanceof Step.Followed followed) {
            stream.followed(followed);
        } else if (step instanceof Step.ChooseWay choose) {
            stream.choose(choose);
        } else if (step instanceof Step.Rewind rewind) {
            stream.rewind(rewind);
        } else if (step instanceof Step.BaseCopy copy) {
            stream.baseCopy(copy);
        } else if (step instanceof Step.FetchWal fetch) {
            catchUp.fetch(fetch);
        } else {
            return false;
        }
        return true;
    }

    private boolean writes(Step step) throws IOException, SQLException {
        if (step instanceof Step.Initialize initialize) {
            writer.initialize(initialize);
        } else if (step instanceof Step.BecomeWriter become) {
            writer.becomeWriter(become);
        } else if (step instanceof Step.CompletePromotion complete) {
            writer.complete(complete);
        } else if (step instanceof Step.ApplySet apply) {
            writer.applySet(apply);
        } else if (step instanceof Step.StopWriting stop) {
            writer.stopWriting(stop);
        } else if (step instanceof Step.NoteShutDown note) {
            writer.noteShutDown(note);
        } else if (step instanceof Step.NoteDemotion note) {
            writer.noteDemotion(note.epoch(), note.position());
        } else if (step instanceof Step.StopHandMade stop) {
            writer.stopHandMade(stop);
        } else {
            return false;
        }
        return true;
    }
}
