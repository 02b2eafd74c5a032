package io.prontuario.operator.data;

import io.prontuario.continuity.model.DatabaseObservation;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.SyncSet;
import io.prontuario.continuity.model.WriteAction;
import io.prontuario.continuity.model.WriterEpoch;
import io.prontuario.host.protocol.data.DataOrder;
import io.prontuario.host.protocol.data.DataOrder.Source;
import io.prontuario.operator.frontdoor.FrontDoorBox;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns the write authority's actions into orders to boxes. Pure. */
final class WriterOrders implements WriteAction.Executor<Map<FrontDoorBox, DataOrder>> {
    private final DataBoxes boxes;
    private final long term;
    private final WriterEpoch recorded;
    private final DatabaseObservation data;

    /** @param recorded what status holds  @param data what the decision was made from */
    WriterOrders(DataBoxes boxes, long term, WriterEpoch recorded, DatabaseObservation data) {
        this.boxes = boxes;
        this.term = term;
        this.recorded = recorded;
        this.data = data;
    }

    /** The orders of each box, in the order of the actions. */
    Map<FrontDoorBox, List<DataOrder>> of(List<WriteAction> actions) {
        Map<FrontDoorBox, List<DataOrder>> orders = new LinkedHashMap<>();
        for (WriteAction action : actions) {
            action.carryOut(this).forEach((box, order) -> orders.computeIfAbsent(box, ignored -> new ArrayList<>())
                    .add(order));
        }
        return orders;
    }

    @Override
    public Map<FrontDoorBox, DataOrder> promote(WriteAction.Promote promote) {
        List<String> members = new ArrayList<>();
        boxes.copies().keySet().stream()
                .filter(host -> !host.equals(promote.site()))
                .forEach(host -> members.add(host.value()));
        // Its slot, and its box: the certificate that it connects with carries the box's name.
        boxes.witness().ifPresent(box -> members.addAll(List.of(SyncSet.WITNESS.value(), box.name())));
        DataOrder.SynchronousSet set = new DataOrder.SynchronousSet(
                promote.set().version(),
                promote.set().members().stream().map(SiteName::value).sorted().toList(),
                promote.set().required());
        return to(promote.site(), new DataOrder.Promote(term, promote.epoch(), set, promote.boot(), members));
    }

    @Override
    public Map<FrontDoorBox, DataOrder> follow(WriteAction.Follow follow) {
        return boxes.source(follow.writer())
                .map(writer -> to(follow.member(), new DataOrder.Follow(term, follow.epoch(), writer)))
                .orElse(Map.of());
    }

    @Override
    public Map<FrontDoorBox, DataOrder> fence(WriteAction.Fence fence) {
        return to(fence.member(), new DataOrder.Fence(term, fence.epoch()));
    }

    @Override
    public Map<FrontDoorBox, DataOrder> demote(WriteAction.Demote demote) {
        return to(demote.site(), new DataOrder.Demote(term, demote.epoch()));
    }

    @Override
    public Map<FrontDoorBox, DataOrder> catchUp(WriteAction.CatchUp catchUp) {
        return to(catchUp.site(), new DataOrder.CatchUp(term, catchUp.epoch(), witness(), demotedWriter()));
    }

    /** No fencing device is configured. */
    @Override
    public Map<FrontDoorBox, DataOrder> powerOff(WriteAction.PowerOff powerOff) {
        return Map.of();
    }

    @Override
    public Map<FrontDoorBox, DataOrder> routeWrites(WriteAction.RouteWrites route) {
        Map<FrontDoorBox, DataOrder> orders = new LinkedHashMap<>();
        String writer = route.writer().map(SiteName::value).orElse(null);
        boxes.routes().forEach(box -> orders.put(box, new DataOrder.Route(term, route.epoch(), writer)));
        return orders;
    }

    private @Nullable Source witness() {
        return data.witness().answers() ? boxes.source(SyncSet.WITNESS).orElse(null) : null;
    }

    /** The old writer, once it has given up the epoch that is being ended. */
    private @Nullable Source demotedWriter() {
        Optional<SiteName> demoted = recorded.writer()
                .filter(writer ->
                        data.replica(writer).answers() && data.replica(writer).demotedFrom() >= recorded.epoch());
        return demoted.flatMap(boxes::source).orElse(null);
    }

    /** Nothing for a site that keeps no copy. */
    private Map<FrontDoorBox, DataOrder> to(SiteName member, DataOrder order) {
        return boxes.box(member).map(box -> Map.of(box, order)).orElse(Map.of());
    }
}
