package io.prontuario.cli.output;

import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.SyncSet;
import io.prontuario.continuity.model.WriteAction;
import java.util.stream.Collectors;

/** What databases, the witness and the write route are told, in words. */
enum WriteActionText implements WriteAction.Executor<String> {
    INSTANCE;

    /** {@code any 1 of mac-studio-2, witness}. */
    static String set(SyncSet set) {
        return set.members().isEmpty()
                ? "no other member"
                : "any " + set.required() + " of "
                        + set.members().stream().map(SiteName::value).sorted().collect(Collectors.joining(", "));
    }

    @Override
    public String promote(WriteAction.Promote promote) {
        return "promote " + promote.site() + " to the writer of epoch " + promote.epoch() + " (start " + promote.boot()
                + " of its database), waiting for " + set(promote.set());
    }

    @Override
    public String follow(WriteAction.Follow follow) {
        return "let " + follow.member() + " follow " + follow.writer() + " in epoch " + follow.epoch();
    }

    @Override
    public String fence(WriteAction.Fence fence) {
        return "fence " + fence.member() + " against every epoch below " + fence.epoch();
    }

    @Override
    public String demote(WriteAction.Demote demote) {
        return "demote " + demote.site() + " from epoch " + demote.epoch();
    }

    @Override
    public String catchUp(WriteAction.CatchUp catchUp) {
        return "let " + catchUp.site() + " fetch the WAL that it lacks, before epoch " + catchUp.epoch();
    }

    @Override
    public String powerOff(WriteAction.PowerOff powerOff) {
        return "cut the power of " + powerOff.site() + ", where a fencing device is configured";
    }

    @Override
    public String routeWrites(WriteAction.RouteWrites route) {
        return "route writes " + route.writer().map(site -> "to " + site).orElse("nowhere") + " (epoch " + route.epoch()
                + ")";
    }
}
