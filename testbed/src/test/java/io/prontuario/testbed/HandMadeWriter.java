package io.prontuario.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.host.protocol.AgentAnswer;
import io.prontuario.host.protocol.AgentClient;
import io.prontuario.host.protocol.AgentClient.DataResult;
import io.prontuario.host.protocol.data.DataOrder;
import io.prontuario.host.protocol.data.DataReport;
import io.prontuario.testbed.exec.Wait;
import io.prontuario.testbed.plan.Plan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Gives the orders about the record's writer that an operator gives, where there is no operator. */
final class HandMadeWriter {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long TERM = 1;

    private final Testbed testbed;

    HandMadeWriter(Testbed testbed) {
        this.testbed = testbed;
    }

    /** Makes the host the writer of the epoch, and every other box follow it. */
    void promote(String host, long epoch, List<String> boxes) {
        List<String> others = boxes.stream().filter(box -> !box.equals(host)).toList();
        List<String> members =
                others.stream().map(box -> box.equals("edge") ? "witness" : box).toList();
        Wait.until(LIMIT, () -> received(host).isPresent(), () -> "no report: " + report(host));
        order(
                host,
                new DataOrder.Promote(
                        TERM,
                        epoch,
                        new DataOrder.SynchronousSet(1, members, 1),
                        received(host).orElseThrow().database().boot(),
                        // the witness's certificate carries the name of its box
                        Stream.concat(members.stream(), others.stream())
                                .distinct()
                                .toList()));
        Wait.until(
                LIMIT,
                () -> received(host)
                        .filter(report -> report.database().phase() == DataReport.Phase.PRIMARY)
                        .isPresent(),
                () -> host + " is no writer: " + report(host));
        String address = Plan.host(host).address();
        others.forEach(box -> order(
                box,
                new DataOrder.Follow(
                        TERM, epoch, new DataOrder.Source(host, address, Plan.RECORD_PORT, Plan.AGENT_PORT))));
        order(
                host,
                new DataOrder.Owner(
                        TERM, epoch, "records", "records", testbed.access().databasePassword(), Map.of()));
    }

    /** What each copy has told the writer to have. */
    Map<String, Long> copies(String writer) {
        return received(writer)
                .map(report -> report.database().synchronous())
                .map(DataReport.SynchronousReport::copies)
                .orElse(Map.of());
    }

    /** For a message. */
    DataResult report(String box) {
        return testbed.access().agent(box).data();
    }

    private Optional<DataReport> received(String box) {
        return report(box) instanceof DataResult.Received received ? Optional.of(received.report()) : Optional.empty();
    }

    private void order(String box, DataOrder order) {
        AgentClient agent = testbed.access().agent(box);
        AgentAnswer[] last = new AgentAnswer[1];
        Wait.until(
                LIMIT,
                () -> {
                    last[0] = agent.order(order);
                    return last[0] instanceof AgentAnswer.Applied;
                },
                () -> box + " refuses " + order + ": " + last[0]);
        assertThat(last[0]).isInstanceOf(AgentAnswer.Applied.class);
    }
}
