package io.prontuario.continuity.simulate.writing;

import io.prontuario.continuity.model.DataSeen;
import io.prontuario.continuity.model.DataSeen.Proofs;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.WriteAction;
import io.prontuario.continuity.model.WritePolicy.Request;
import io.prontuario.continuity.model.WritePolicy.Verb;
import io.prontuario.continuity.model.WriteRight;
import io.prontuario.continuity.model.WriteRight.Phase;
import io.prontuario.continuity.simulate.writing.Operators.Round;
import io.prontuario.continuity.simulate.writing.Tier.Database;
import io.prontuario.continuity.simulate.writing.Tier.Power;
import io.prontuario.continuity.simulate.writing.Tier.Witness;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Everything that can happen next. */
final class Moves {
    private final Bounds bounds;
    private final Operators operators;

    Moves(Bounds bounds, Operators operators) {
        this.bounds = bounds;
        this.operators = operators;
    }

    List<Step> from(Tier tier) {
        List<Step> steps = new ArrayList<>(40);
        decisions(tier, steps);
        rest(tier, steps);
        return within(tier, steps);
    }

    /** What any operator that runs may decide now, each with what it then tells. */
    void decisions(Tier tier, List<Step> steps) {
        for (int operator = 0; operator < Tier.OPERATOR_ON.length; operator++) {
            if (tier.power(Tier.OPERATOR_ON[operator]) != Power.ON
                    || operator == Tier.CLOUD_OPERATOR && !bounds.cloud()) {
                continue;
            }
            if (operator == Tier.CLOUD_OPERATOR) {
                cloud(tier, Facts.of(tier, operator), steps);
            } else {
                site(tier, operator, Facts.of(tier, operator), steps);
            }
        }
    }

    /** Everything that can happen and is no decision. */
    void rest(Tier tier, List<Step> steps) {
        data(tier, steps);
        deliveries(tier, steps);
        if (bounds.cloud()) {
            proofs(tier, steps);
        }
        repairs(tier, steps);
        if (tier.faults() < bounds.faults()) {
            faults(tier, steps);
        }
    }

    /** Those that stay within the bounds and lead elsewhere. */
    List<Step> within(Tier tier, List<Step> steps) {
        List<Step> distinct = new ArrayList<>(steps.size());
        for (Step step : steps) {
            boolean within = step.after().grants() <= bounds.epochs();
            if (step.broken().isPresent() || within && step.after() != tier) {
                Tier after = Tidy.of(step.after(), bounds);
                if (step.broken().isPresent() || !after.equals(tier)) {
                    distinct.add(new Step(step.name(), after, step.broken()));
                }
            }
        }
        return distinct;
    }

    /** One write further, from a writer or one that let go, to whoever follows it. */
    List<Step> flows(Tier tier) {
        List<Step> steps = new ArrayList<>(4);
        data(tier, steps);
        return steps;
    }

    /** Clients write where it is accepted; logs flow. */
    private void data(Tier tier, List<Step> steps) {
        for (int machine : new int[] {0, 1, Tier.CLOUD}) {
            Database database = tier.database(machine);
            if (database.writing() && database.power() == Power.ON && tier.writes() < bounds.writes()) {
                String longer = database.log() + (char) ('a' + tier.writes());
                Tier after = Change.of(tier)
                        .database(machine, database.log(longer))
                        .written()
                        .done();
                steps.add(new Step("write " + Tier.name(machine), Delivery.acknowledge(after, machine)));
            }
            boolean sends = database.writing() || database.released() == database.epoch() && database.epoch() > 0;
            for (int to = 0; sends && to <= Tier.CLOUD; to++) {
                if (to != machine && tier.reaches(machine, to)) {
                    flow(tier, machine, to).ifPresent(steps::add);
                }
            }
        }
    }

    private Optional<Step> flow(Tier tier, int from, int to) {
        Database source = tier.database(from);
        String name = "flow " + Tier.name(from) + " " + Tier.name(to);
        if (to == Tier.EDGE) {
            Witness witness = tier.witness();
            if (!source.writing() && source.released() != source.epoch()
                    || witness.epoch() != source.epoch()
                    || witness.sealed() > source.epoch()
                    || !extendable(witness.log(), source.log())) {
                return Optional.empty();
            }
            Tier after = Change.of(tier)
                    .witness(witness.log(source.log().substring(0, witness.log().length() + 1)))
                    .done();
            return Optional.of(new Step(name, Delivery.acknowledge(after, from)));
        }
        Database copy = tier.database(to);
        if (to == Tier.CLOUD && from != Tier.CLOUD) {
            return bounds.cloud() && !bounds.copyIsChosen() ? ship(tier, source, name) : Optional.empty();
        }
        if (copy.epoch() != source.epoch() || copy.sealed() > source.epoch() || !extendable(copy.log(), source.log())) {
            return Optional.empty();
        }
        Tier after = Change.of(tier)
                .database(to, copy.log(source.log().substring(0, copy.log().length() + 1)))
                .done();
        return Optional.of(new Step(name, Delivery.acknowledge(after, from)));
    }

    /** The cloud's copy follows whoever writes on site, with no part in any acknowledgement. */
    private static Optional<Step> ship(Tier tier, Database source, String name) {
        Database cloud = tier.cloud();
        if (cloud.writing() || cloud.sealed() > source.epoch() || cloud.epoch() > source.epoch()) {
            return Optional.empty();
        }
        int length = 0;
        while (length < cloud.log().length()
                && length < source.log().length()
                && cloud.log().charAt(length) == source.log().charAt(length)) {
            length++;
        }
        String longer = source.log().substring(0, Math.min(source.log().length(), length + 1));
        return Optional.of(new Step(
                name,
                Change.of(tier)
                        .database(Tier.CLOUD, cloud.following(source.epoch(), longer))
                        .done()));
    }

    private static boolean extendable(String copy, String source) {
        return source.length() > copy.length() && source.startsWith(copy);
    }

    private static void deliveries(Tier tier, List<Step> steps) {
        for (WriteAction order : tier.orders()) {
            steps.add(new Step("order " + order.carryOut(OrderName.INSTANCE), Delivery.of(tier, order)));
        }
    }

    private void site(Tier tier, int operator, DataSeen facts, List<Step> steps) {
        WriteRight right = tier.record();
        for (boolean failed : new boolean[] {false, true}) {
            decide(
                    tier,
                    operator,
                    facts,
                    "decide " + operator + (failed ? " holder-failed" : ""),
                    steps,
                    new Round(failed, false, Optional.empty(), Proofs.none(), OptionalLong.of(0), false));
        }
        if (right.phase() != Phase.HELD) {
            return;
        }
        decide(
                tier,
                operator,
                facts,
                "decide " + operator + " holder-failed paused",
                steps,
                new Round(true, true, Optional.empty(), Proofs.none(), OptionalLong.of(0), false));
        if (right.heldBy(SiteName.CLOUD)) {
            decide(
                    tier,
                    operator,
                    facts,
                    "decide " + operator + " inbox-full",
                    steps,
                    new Round(false, false, Optional.empty(), Proofs.none(), OptionalLong.of(1), false));
        } else if (bounds.planned()) {
            SiteName other = right.heldBy(Tier.A) ? Tier.B : Tier.A;
            for (Verb verb : Verb.values()) {
                decide(
                        tier,
                        operator,
                        facts,
                        "decide " + operator + " " + verb + " " + other,
                        steps,
                        asked(new Request("r", verb, other, Operators.NOW.plusSeconds(60))));
            }
            if (bounds.cloud()) {
                decide(
                        tier,
                        operator,
                        facts,
                        "decide " + operator + " SWITCHOVER cloud",
                        steps,
                        asked(new Request("r", Verb.SWITCHOVER, SiteName.CLOUD, Operators.NOW.plusSeconds(60))));
            }
        }
    }

    private static Round asked(Request request) {
        return new Round(false, false, Optional.of(request), Proofs.none(), OptionalLong.of(0), false);
    }

    private void cloud(Tier tier, DataSeen facts, List<Step> steps) {
        int operator = Tier.CLOUD_OPERATOR;
        for (boolean returned : new boolean[] {false, true}) {
            decide(
                    tier,
                    operator,
                    facts,
                    "decide " + operator + (returned ? " hosts-back" : ""),
                    steps,
                    new Round(false, false, Optional.empty(), Facts.proofs(tier), OptionalLong.of(0), returned));
        }
        if (tier.cloudRecord().holder().isPresent()) {
            decide(
                    tier,
                    operator,
                    facts,
                    "decide " + operator + " hosts-back inbox-full",
                    steps,
                    new Round(false, false, Optional.empty(), Facts.proofs(tier), OptionalLong.of(1), true));
            return;
        }
        Step newest = steps.get(steps.size() - 1);
        if (bounds.copyIsChosen() && newest.after().cloudRecord().holder().isPresent()) {
            copies(
                    tier,
                    facts,
                    new Round(false, false, Optional.empty(), Facts.proofs(tier), OptionalLong.of(0), false),
                    steps);
        }
        List<Proofs> worthless = Facts.worthless(tier);
        for (int i = 0; i < worthless.size(); i++) {
            decide(
                    tier,
                    operator,
                    facts,
                    "decide " + operator + " worthless-proof " + i,
                    steps,
                    new Round(false, false, Optional.empty(), worthless.get(i), OptionalLong.of(0), false));
        }
    }

    /** Where nobody reads the cloud's copy before it is promoted, what it holds is chosen then: any of what was ever written. */
    private void copies(Tier tier, DataSeen facts, Round round, List<Step> steps) {
        for (int chosen = 1; chosen < 1 << tier.writes(); chosen++) {
            StringBuilder copy = new StringBuilder();
            for (int write = 0; write < tier.writes(); write++) {
                copy.append((chosen & 1 << write) == 0 ? "" : String.valueOf((char) ('a' + write)));
            }
            Tier holding = Change.of(tier)
                    .database(Tier.CLOUD, tier.cloud().log(copy.toString()))
                    .done();
            decide(
                    holding,
                    Tier.CLOUD_OPERATOR,
                    facts,
                    "decide " + Tier.CLOUD_OPERATOR + " holding " + copy,
                    steps,
                    round);
        }
    }

    private void decide(Tier tier, int operator, DataSeen facts, String name, List<Step> steps, Round round) {
        steps.add(operators.decide(tier, operator, facts, round, name));
    }

    /** The edge reads the hosts' power and seals the witness for the cloud; people look, and approve. */
    private static void proofs(Tier tier, List<Step> steps) {
        boolean hostsOff = tier.a().power() == Power.OFF && tier.b().power() == Power.OFF;
        Witness witness = tier.witness();
        if (hostsOff && witness.power() == Power.ON && witness.epoch() > 0 && tier.attested() != witness.epoch()) {
            long leap = io.prontuario.continuity.rules.Epochs.sealedForCloud(witness.epoch());
            steps.add(new Step(
                    "attest",
                    Change.of(tier)
                            .witness(witness.sealed(Math.max(leap, witness.sealed()), true))
                            .attested(witness.epoch())
                            .done()));
        }
        if (tier.siteOff() && tier.cloudRecord().epoch() > 0) {
            steps.add(new Step(
                    "approve",
                    Change.of(tier).approved(tier.cloudRecord().epoch()).done()));
        }
    }

    private static void repairs(Tier tier, List<Step> steps) {
        for (int machine = 0; machine <= Tier.EDGE; machine++) {
            if (tier.power(machine) != Power.ON) {
                steps.add(new Step(
                        "repair " + Tier.name(machine),
                        Change.of(tier).power(machine, Power.ON).done()));
            }
        }
        if (tier.cuts() != 0) {
            steps.add(new Step("heal", Change.of(tier).cuts(0).done()));
        }
    }

    private void faults(Tier tier, List<Step> steps) {
        for (int machine = 0; machine <= Tier.CLOUD; machine++) {
            if (machine < Tier.CLOUD && tier.power(machine) == Power.ON) {
                steps.add(new Step(
                        "kill " + Tier.name(machine),
                        Change.of(tier).power(machine, Power.OFF).fault().done()));
                steps.add(new Step(
                        "freeze " + Tier.name(machine),
                        Change.of(tier).power(machine, Power.FROZEN).fault().done()));
            }
            if ((tier.cuts() & 1 << machine) == 0 && (machine < Tier.CLOUD || bounds.cloud())) {
                steps.add(new Step(
                        "cut " + Tier.name(machine),
                        Change.of(tier).cuts(tier.cuts() | 1 << machine).fault().done()));
            }
        }
        if (!tier.siteOff()) {
            steps.add(new Step(
                    "kill site",
                    Change.of(tier)
                            .power(0, Power.OFF)
                            .power(1, Power.OFF)
                            .power(Tier.EDGE, Power.OFF)
                            .fault()
                            .done()));
        }
        for (int host = 0; host <= 1; host++) {
            if (Facts.streams(tier, host)) {
                steps.add(new Step(
                        "gap " + Tier.name(host),
                        Change.of(tier)
                                .witness(tier.witness()
                                        .gapped(tier.database(host).log()))
                                .fault()
                                .done()));
            }
        }
    }
}
