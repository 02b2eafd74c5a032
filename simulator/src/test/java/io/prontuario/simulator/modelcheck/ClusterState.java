package io.prontuario.simulator.modelcheck;

import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.SyncSet;
import io.prontuario.continuity.model.WriteAction;
import io.prontuario.continuity.model.WriterEpoch;
import java.util.List;

/**
 * The truth about the databases at one time: two hosts, the witness on the edge, the cloud; what each side has recorded, and what
 * any operator ever told, which may arrive late, twice, in any order or never.
 *
 * @param cuts machines that reach no other: a bit for each
 * @param record what the site has recorded about the writer; {@code cloudRecord} what the cloud has
 * @param orders all that was ever told and is not yet refused for ever
 * @param acked writes that a client was told are safe, in the order of their letters
 * @param ackedEpoch newest epoch in which one was
 * @param late an epoch in which one was though a newer one had begun to; 0: none ever
 * @param granted newest epoch that anyone was granted
 * @param attested epoch for which the edge has attested; 0: none
 * @param approved epoch for which two people have approved; 0: none
 * @param grants how many epochs were granted
 * @param writes how many writes were tried
 * @param faults how many things went wrong
 */
record ClusterState(
        Database a,
        Database b,
        Witness witness,
        Database cloud,
        int cuts,
        WriterEpoch record,
        WriterEpoch cloudRecord,
        List<WriteAction> orders,
        String acked,
        long ackedEpoch,
        long late,
        long granted,
        long attested,
        long approved,
        int grants,
        int writes,
        int faults) {
    static final SiteName A = new SiteName("a");
    static final SiteName B = new SiteName("b");
    /** Machines: the two hosts, the edge, the cloud. Operators run on the edge, on host b, and in the cloud. */
    static final int EDGE = 2;

    static final int CLOUD = 3;
    static final int[] OPERATOR_ON = {EDGE, 1, CLOUD};
    static final int CLOUD_OPERATOR = 2;

    /** A machine is on, off, or frozen: it does not answer, and goes on later as before. */
    enum Power {
        ON,
        OFF,
        FROZEN
    }

    /**
     * A database, and the machine it is on. All but {@code writing} is durable.
     *
     * @param log the writes it has on disk, a letter each
     * @param set what it waits for while it writes
     * @param since its position when that came into force
     */
    record Database(
            Power power,
            String log,
            long epoch,
            boolean writing,
            long fencedBelow,
            long demotedFrom,
            SyncSet set,
            int since,
            int boot) {
        static final Database NEW =
                new Database(Power.ON, "", 0, false, 0, 0, SyncSet.any(0, java.util.Set.of()), 0, 1);

        Database power(Power changed) {
            boolean off = changed == Power.OFF;
            return new Database(
                    changed, log, epoch, writing && !off, fencedBelow, demotedFrom, set, since, off ? boot + 1 : boot);
        }

        Database log(String changed) {
            return new Database(power, changed, epoch, writing, fencedBelow, demotedFrom, set, since, boot);
        }

        Database granted(long newEpoch, SyncSet newSet) {
            boolean same = writing && epoch == newEpoch && set.equals(newSet);
            return new Database(
                    power,
                    log,
                    newEpoch,
                    true,
                    Math.max(fencedBelow, newEpoch),
                    demotedFrom,
                    newSet,
                    same ? since : log.length(),
                    boot);
        }

        Database following(long newEpoch, String shared) {
            return new Database(
                    power, shared, newEpoch, false, Math.max(fencedBelow, newEpoch), demotedFrom, set, since, boot);
        }

        Database fencedBelow(long changed) {
            return new Database(power, log, epoch, writing && epoch >= changed, changed, demotedFrom, set, since, boot);
        }

        Database demotedFrom(long changed) {
            return new Database(power, log, epoch, false, fencedBelow, changed, set, since, boot);
        }
    }

    /** The WAL receiver on the edge. {@code log} is all it ever saw; it holds what is from {@code from} on. */
    record Witness(
            Power power, String log, int from, long epoch, long fencedBelow, boolean forCloud, boolean unbroken) {
        static final Witness NEW = new Witness(Power.ON, "", 0, 0, 0, false, true);

        Witness power(Power changed) {
            return new Witness(changed, log, from, epoch, fencedBelow, forCloud, unbroken && changed != Power.OFF);
        }

        Witness log(String changed) {
            return new Witness(power, changed, from, epoch, fencedBelow, forCloud, unbroken);
        }

        /** Begins anew at the writer's present position. */
        Witness gapped(String present) {
            return new Witness(power, present, present.length(), epoch, fencedBelow, forCloud, unbroken);
        }

        Witness following(long newEpoch, String present) {
            boolean goesOn = present.startsWith(log);
            return new Witness(
                    power,
                    goesOn ? log : present,
                    goesOn ? from : present.length(),
                    newEpoch,
                    Math.max(fencedBelow, newEpoch),
                    forCloud && fencedBelow > newEpoch,
                    true);
        }

        boolean givenToCloudAfter(long epochOfTheSite) {
            return forCloud && fencedBelow > epochOfTheSite;
        }

        Witness fencedBelow(long changed, boolean cloud) {
            return new Witness(power, log, from, epoch, changed, cloud, unbroken);
        }
    }

    static ClusterState initial() {
        return new ClusterState(
                Database.NEW,
                Database.NEW,
                Witness.NEW,
                Database.NEW,
                0,
                WriterEpoch.vacant(),
                WriterEpoch.vacant(),
                List.of(),
                "",
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0);
    }

    Power power(int machine) {
        return switch (machine) {
            case 0 -> a.power();
            case 1 -> b.power();
            case EDGE -> witness.power();
            default -> Power.ON;
        };
    }

    /** Whether a message from one machine arrives at the other and is answered now. */
    boolean reaches(int from, int to) {
        return power(from) == Power.ON && power(to) == Power.ON && (from == to || (cuts & (1 << from | 1 << to)) == 0);
    }

    Database database(int machine) {
        return machine == 0 ? a : machine == 1 ? b : cloud;
    }

    static SiteName name(int machine) {
        return machine == 0 ? A : machine == 1 ? B : machine == EDGE ? SyncSet.WITNESS : SiteName.CLOUD;
    }

    static int machine(SiteName name) {
        return name.equals(A) ? 0 : name.equals(B) ? 1 : name.equals(SyncSet.WITNESS) ? EDGE : CLOUD;
    }

    /** Whether a majority of the site's control plane answers this machine. */
    boolean quorum(int from) {
        int members = 0;
        for (int machine = 0; machine <= EDGE; machine++) {
            members += reaches(from, machine) ? 1 : 0;
        }
        return members >= 2;
    }

    boolean siteOff() {
        return a.power() == Power.OFF && b.power() == Power.OFF && witness.power() == Power.OFF;
    }

    /** The writer by the newest record. */
    WriterEpoch newest() {
        return cloudRecord.writer().isPresent() && cloudRecord.epoch() >= record.epoch() ? cloudRecord : record;
    }

    /** Two states with the same one are taken for the same, but for how many faults there were: who has had fewer can do all that others can. */
    long core() {
        long print = Fingerprints.mix(cuts, acked);
        for (Database database : List.of(a, b, cloud)) {
            print = Fingerprints.mix(print, database.log());
            print = Fingerprints.mix(print, database.power().ordinal() * 2L + (database.writing() ? 1 : 0));
            print = Fingerprints.mix(print, database.epoch());
            print = Fingerprints.mix(print, database.fencedBelow());
            print = Fingerprints.mix(print, database.demotedFrom());
            print = mix(print, database.set());
            print = Fingerprints.mix(print, database.since() * 64L + database.boot());
        }
        print = Fingerprints.mix(print, witness.log());
        print = Fingerprints.mix(
                print,
                witness.from() * 16L
                        + witness.power().ordinal() * 4L
                        + (witness.forCloud() ? 2 : 0)
                        + (witness.unbroken() ? 1 : 0));
        print = Fingerprints.mix(print, witness.epoch());
        print = Fingerprints.mix(print, witness.fencedBelow());
        print = mix(mix(print, record), cloudRecord);
        print = Fingerprints.mix(print, orders.size() + 31L);
        for (WriteAction order : orders) {
            print = order.carryOut(new ActionFingerprint(print));
        }
        print = Fingerprints.mix(print, ackedEpoch * 2 + (late > 0 ? 1 : 0));
        print = Fingerprints.mix(print, granted);
        print = Fingerprints.mix(print, attested);
        print = Fingerprints.mix(print, approved);
        return Fingerprints.mix(print, grants + 64L * writes);
    }

    private static long mix(long print, WriterEpoch writerEpoch) {
        long mixed = Fingerprints.mix(print, writerEpoch.epoch());
        mixed = Fingerprints.mix(
                mixed,
                writerEpoch.writer().map(ClusterState::machine).orElse(-1)
                        + 8L * writerEpoch.phase().ordinal()
                        + 64L * writerEpoch.cause().ordinal()
                        + 1024L
                                * (writerEpoch
                                                .change()
                                                .target()
                                                .map(ClusterState::machine)
                                                .orElse(-1)
                                        + 2));
        for (SyncSet set : writerEpoch.activeSyncSets()) {
            mixed = mix(mixed, set);
        }
        if (writerEpoch.inquiry().isPresent()) {
            WriterEpoch.PeerInquiry asked = writerEpoch.inquiry().get();
            mixed = Fingerprints.mix(mixed, asked.endedEpoch());
            mixed = Fingerprints.mix(mixed, machine(asked.host()) + 8L * asked.boot());
        }
        mixed = Fingerprints.mix(mixed, writerEpoch.fencedBelow());
        return Fingerprints.mix(
                mixed,
                writerEpoch.activeSyncSets().size() + (writerEpoch.inquiry().isPresent() ? 8 : 0));
    }

    static long mix(long print, SyncSet set) {
        int members = 0;
        for (SiteName member : set.members()) {
            members |= 1 << machine(member);
        }
        return Fingerprints.mix(print, set.version() * 64 + members * 4L + set.required());
    }
}
