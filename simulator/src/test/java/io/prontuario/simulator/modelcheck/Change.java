package io.prontuario.simulator.modelcheck;

import io.prontuario.continuity.model.WriteAction;
import io.prontuario.continuity.model.WriteRight;
import io.prontuario.simulator.modelcheck.Tier.Database;
import io.prontuario.simulator.modelcheck.Tier.Power;
import io.prontuario.simulator.modelcheck.Tier.Witness;
import java.util.ArrayList;
import java.util.List;

/** A tier with one thing changed. */
final class Change {
    private final Tier from;
    private Database a;
    private Database b;
    private Witness witness;
    private Database cloud;
    private int cuts;
    private WriteRight record;
    private WriteRight cloudRecord;
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

    private Change(Tier from) {
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

    static Change of(Tier from) {
        return new Change(from);
    }

    Change database(int machine, Database changed) {
        switch (machine) {
            case 0 -> a = changed;
            case 1 -> b = changed;
            default -> cloud = changed;
        }
        return this;
    }

    Change witness(Witness changed) {
        witness = changed;
        return this;
    }

    Change power(int machine, Power power) {
        if (machine == Tier.EDGE) {
            witness = witness.power(power);
        } else {
            database(machine, from.database(machine).power(power));
        }
        return this;
    }

    Change cuts(int changed) {
        cuts = changed;
        return this;
    }

    Change fault() {
        faults++;
        return this;
    }

    Change written() {
        writes++;
        return this;
    }

    Change orders(List<WriteAction> all) {
        orders = all;
        return this;
    }

    /** Told besides: what was told before may still arrive. */
    Change told(List<WriteAction> more) {
        List<WriteAction> all = new ArrayList<>(orders);
        for (WriteAction order : more) {
            if (!all.contains(order)) {
                all.add(order);
            }
        }
        orders = all;
        return this;
    }

    Change record(WriteRight changed) {
        record = changed;
        return this;
    }

    Change cloudRecord(WriteRight changed) {
        cloudRecord = changed;
        return this;
    }

    Change granted(long epoch) {
        granted = Math.max(granted, epoch);
        grants++;
        return this;
    }

    Change acked(String writesSafe, long epoch) {
        acked = writesSafe;
        late = epoch < ackedEpoch ? epoch : late;
        ackedEpoch = Math.max(ackedEpoch, epoch);
        return this;
    }

    Change attested(long epoch) {
        attested = epoch;
        return this;
    }

    Change approved(long epoch) {
        approved = epoch;
        return this;
    }

    Tier done() {
        return new Tier(
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
