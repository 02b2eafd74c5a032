package io.prontuario.simulator.modelcheck;

import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.SyncSet;
import io.prontuario.continuity.model.WriteAction;
import java.util.List;

/** An order in a few words, for a line of a saved path. */
final class ActionFormatter implements WriteAction.Executor<String> {
    static final ActionFormatter INSTANCE = new ActionFormatter();

    private ActionFormatter() {}

    @Override
    public String promote(WriteAction.Promote promote) {
        return "promote " + promote.site() + " " + promote.epoch() + " " + set(promote.set());
    }

    private static String set(SyncSet set) {
        List<String> members =
                set.members().stream().map(SiteName::value).sorted().toList();
        return "v" + set.version() + " " + set.required() + "of" + String.join("+", members);
    }

    @Override
    public String follow(WriteAction.Follow follow) {
        return "follow " + follow.member() + " " + follow.epoch() + " " + follow.writer();
    }

    @Override
    public String fence(WriteAction.Fence fence) {
        return "fence " + fence.member() + " " + fence.epoch();
    }

    @Override
    public String demote(WriteAction.Demote demote) {
        return "demote " + demote.site() + " " + demote.epoch();
    }

    @Override
    public String catchUp(WriteAction.CatchUp catchUp) {
        return "catch-up " + catchUp.site() + " " + catchUp.epoch();
    }

    @Override
    public String powerOff(WriteAction.PowerOff powerOff) {
        return "power-off " + powerOff.site() + " " + powerOff.epoch();
    }

    @Override
    public String routeWrites(WriteAction.RouteWrites route) {
        return "route " + route.epoch();
    }
}
