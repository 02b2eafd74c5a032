package io.prontuario.testbed.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.prontuario.testbed.Status;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code testbed status}. */
@Command(name = "status", description = "Show hosts, nodes, units, faults and the holder of the virtual address.")
final class StatusCommand implements Runnable {
    @ParentCommand
    private TestbedCommand parent;

    @Option(
            names = {"-o", "--output"},
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OutputFormat format = OutputFormat.TABLE;

    @Override
    public void run() {
        Status status = parent.testbed().status();
        switch (format) {
            case JSON -> System.out.println(json(status));
            case TABLE -> System.out.print(table(status));
        }
    }

    private static String json(Status status) {
        try {
            return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(status);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the status cannot be written as JSON", e);
        }
    }

    static String table(Status status) {
        StringBuilder text = new StringBuilder();
        String row = "%-14s %-8s %-13s %-8s %-9s %9s  %s%n";
        text.append(String.format(row, "HOST", "CLUSTER", "ADDRESS", "STATE", "NODE", "PROCESSES", "UNITS"));
        for (Status.HostStatus host : status.hosts()) {
            text.append(String.format(
                    row,
                    host.name(),
                    host.cluster(),
                    host.address(),
                    host.state().name().toLowerCase(Locale.ROOT),
                    host.node(),
                    host.processes(),
                    String.join(" ", host.units().keySet())));
        }
        text.append("virtual address on: ")
                .append(String.join(", ", status.virtualAddressOn()))
                .append('\n');
        status.cuts()
                .forEach(pair ->
                        text.append("cut: ").append(String.join(" | ", pair)).append('\n'));
        return text.toString();
    }
}
