package io.prontuario.simulator.modelcheck;

import io.prontuario.continuity.model.WriteAction;
import io.prontuario.continuity.model.WriterEpoch;
import io.prontuario.simulator.modelcheck.ClusterState.Database;
import io.prontuario.simulator.modelcheck.ClusterState.Power;
import io.prontuario.simulator.modelcheck.ClusterState.Witness;
import java.util.ArrayList;
import java.util.List;

/** A state with one thing changed. */
final class StateBuilder {
    private final ClusterState from;
    private Database a;
    private Database b;
    private Witness witness;
    private Database cloud;
    private int cuts;
    private WriterEpoch record;
    private WriterEpoch cloudRecord;
    private List<WriteAction> orders;
    private String acked;
    private long ackedEpoch;
    private long late;
    private long granted;
    private long attested;
    private long approved;
    private int grants;
    private int writes;
    private int faults;

    private StateBuilder(ClusterState from) {
        this.from = from;
        a = from.a();
        b = from.b();
        witness = from.witness();
        cloud = from.cloud();
        cuts = from.cuts();
        record = from.record();
        cloudRecord = from.cloudRecord();
        orders = from.orders();
        acked = from.acked();
        ackedEpoch = from.ackedEpoch();
        late = from.late();
        granted = from.granted();
        attested = from.attested();
        approved = from.approved();
        grants = from.grants();
        writes = from.writes();
        faults = from.faults();
    }

    static StateBuilder of(ClusterState from) {
        return new StateBuilder(from);
    }

    StateBuilder database(int machine, Database changed) {
        switch (machine) {
            case 0 -> a = changed;
            case 1 -> b = changed;
            default -> cloud = changed;
        }
        return this;
    }

    StateBuilder witness(Witness changed) {
        witness = changed;
        return this;
    }

    StateBuilder power(int machine, Power power) {
        if (machine == ClusterState.EDGE) {
            witness = witness.power(power);
        } else {
            database(machine, from.database(machine).power(power));
        }
        return this;
    }

    StateBuilder cuts(int changed) {
        cuts = changed;
        return this;
    }

    StateBuilder fault() {
        faults++;
        return this;
    }

    StateBuilder written() {
        writes++;
        return this;
    }

    StateBuilder orders(List<WriteAction> all) {
        orders = all;
        return this;
    }

    /** Told besides: what was told before may still arrive. */
    StateBuilder told(List<WriteAction> more) {
        List<WriteAction> all = new ArrayList<>(orders);
        for (WriteAction order : more) {
            if (!all.contains(order)) {
                all.add(order);
            }
        }
        orders = all;
        return this;
    }

    StateBuilder record(WriterEpoch changed) {
        record = changed;
        return this;
    }

    StateBuilder cloudRecord(WriterEpoch changed) {
        cloudRecord = changed;
        return this;
    }

    StateBuilder granted(long epoch) {
        granted = Math.max(granted, epoch);
        grants++;
        return this;
    }

    StateBuilder acked(String writesSafe, long epoch) {
        acked = writesSafe;
        late = epoch < ackedEpoch ? epoch : late;
        ackedEpoch = Math.max(ackedEpoch, epoch);
        return this;
    }

    StateBuilder attested(long epoch) {
        attested = epoch;
        return this;
    }

    StateBuilder approved(long epoch) {
        approved = epoch;
        return this;
    }

    ClusterState done() {
        return new ClusterState(
                a,
                b,
                witness,
                cloud,
                cuts,
                record,
                cloudRecord,
                orders,
                acked,
                ackedEpoch,
                late,
                granted,
                attested,
                approved,
                grants,
                writes,
                faults);
    }
}
