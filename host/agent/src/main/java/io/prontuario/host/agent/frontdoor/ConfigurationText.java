package io.prontuario.host.agent.frontdoor;

import io.prontuario.host.agent.haproxy.ServerKey;
import io.prontuario.host.protocol.HaproxyNames;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A configuration of HAProxy as the agent reads it: its servers, and whether it differs from another only in which of them are
 * disabled. It understands only what the operator renders: one directive a line, {@code disabled} last.
 */
public record ConfigurationText(String text) {
    private static final String DISABLED = " disabled";

    /**
     * @param checked whether it has checks of its own: only then can its health be set
     */
    record Server(ServerKey key, String endpoint, boolean checked, boolean disabled) {}

    List<Server> servers() {
        List<Server> servers = new ArrayList<>();
        String backend = "";
        for (String line : text.split("\n")) {
            String[] words = line.trim().split("\\s+");
            if (!line.startsWith(" ")) {
                backend = words.length > 1 && words[0].equals("backend") ? words[1] : "";
            } else if (words[0].equals("server") && words.length > 2) {
                servers.add(new Server(
                        new ServerKey(backend, words[1]),
                        words[2],
                        (line + " ").contains(" check "),
                        line.endsWith(DISABLED)));
            }
        }
        return servers;
    }

    /** Addresses that it listens on, as {@code :443} or {@code 127.0.0.1:443}. */
    Set<String> listens() {
        return text.lines()
                .map(line -> line.trim().split("\\s+"))
                .filter(words -> words[0].equals("bind") && words.length > 1)
                .map(words -> HaproxyNames.listened(words[1]))
                .collect(Collectors.toSet());
    }

    boolean hasBackend(String name) {
        return text.contains("\nbackend " + name + "\n");
    }

    /** Whether HAProxy can change from one to the other without a reload. */
    boolean differsOnlyInDisabled(ConfigurationText other) {
        return allEnabled().equals(other.allEnabled());
    }

    /** SHA-256 of the text, in hex. */
    String hash() {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private String allEnabled() {
        StringBuilder enabled = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            boolean strip = line.trim().startsWith("server ") && line.endsWith(DISABLED);
            enabled.append(strip ? line.substring(0, line.length() - DISABLED.length()) : line)
                    .append('\n');
        }
        return enabled.toString();
    }
}
