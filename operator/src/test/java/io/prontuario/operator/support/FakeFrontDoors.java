package io.prontuario.operator.support;

import io.prontuario.continuity.model.FencingToken;
import io.prontuario.continuity.model.Observation;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.host.protocol.AgentAnswer;
import io.prontuario.host.protocol.AgentReport;
import io.prontuario.operator.frontdoor.FrontDoorAgent;
import io.prontuario.operator.frontdoor.FrontDoorBox;
import io.prontuario.operator.frontdoor.FrontDoors;
import io.prontuario.operator.frontdoor.RouteOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Front doors that record their orders and report what a test sets. */
public final class FakeFrontDoors implements FrontDoors {
    /** One box. Silent until a test sets its report. */
    public static final class Box implements FrontDoorAgent {
        public final List<RouteOrder> routes = new CopyOnWriteArrayList<>();
        public final List<Observation.Heartbeat> heartbeats = new CopyOnWriteArrayList<>();
        public volatile Optional<String> bootId = Optional.empty();
        public volatile boolean latched;
        public volatile boolean silent = true;
        public volatile Map<SiteName, Boolean> serving = Map.of();
        public volatile Optional<Observation.Heartbeat> relayed = Optional.empty();
        public volatile AgentAnswer answer = new AgentAnswer.Applied(AgentAnswer.Change.UNCHANGED, "");

        @Override
        public Optional<AgentReport> report() {
            return silent
                    ? Optional.empty()
                    : Optional.of(TestReports.of(bootId.orElse(""), latched, serving, relayed));
        }

        @Override
        public AgentAnswer route(RouteOrder order) {
            routes.add(order);
            return answer;
        }

        @Override
        public AgentAnswer admit(FencingToken token, String boot) {
            latched = bootId.filter(boot::equals).isPresent();
            return new AgentAnswer.Applied(AgentAnswer.Change.RUNTIME, "");
        }

        @Override
        public AgentAnswer heartbeat(FencingToken token, Observation.Heartbeat heartbeat) {
            heartbeats.add(heartbeat);
            return new AgentAnswer.Applied(AgentAnswer.Change.RUNTIME, "");
        }
    }

    private final Map<String, Box> boxes = new ConcurrentHashMap<>();

    public Box box(String name) {
        return boxes.computeIfAbsent(name, ignored -> new Box());
    }

    @Override
    public FrontDoorAgent agent(FrontDoorBox box) {
        return box(box.name());
    }
}
