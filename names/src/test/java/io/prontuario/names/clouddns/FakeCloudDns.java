package io.prontuario.names.clouddns;

import com.google.api.client.json.GenericJson;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.dns.model.Change;
import com.google.api.services.dns.model.ManagedZone;
import com.google.api.services.dns.model.ResourceRecordSet;
import com.google.api.services.dns.model.ResourceRecordSetsListResponse;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * The part of the Cloud DNS API, version 1, that is used: the methods managedZones.get, resourceRecordSets.list and
 * changes.create at the paths of its discovery document, its schemas (unknown fields are refused), its errors, entity tags on
 * what is read, and changes that are applied as a whole or not at all.
 */
final class FakeCloudDns implements AutoCloseable {
    private static final Pattern PATH =
            Pattern.compile("/dns/v1/projects/([^/]+)/managedZones/([^/]+)(?:/(rrsets|changes))?");

    /** An answer in the place of the real one. */
    record Trouble(int status, String reason) {}

    final Map<String, List<ResourceRecordSet>> zones = new HashMap<>();
    final List<String> nameServers = new ArrayList<>(List.of("ns-cloud-a1.googledomains.com."));
    final Deque<Trouble> troubles = new ArrayDeque<>();
    final List<String> requests = new ArrayList<>();
    final List<Change> changes = new ArrayList<>();
    Runnable beforeChange = () -> {};
    String token = "good";
    private final HttpServer server;

    FakeCloudDns() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            synchronized (this) {
                try {
                    handle(exchange);
                } finally {
                    exchange.close();
                }
            }
        });
        server.setExecutor(Executors.newSingleThreadExecutor());
        server.start();
    }

    String root() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    List<ResourceRecordSet> zone(String name) {
        return zones.computeIfAbsent(name, ignored -> new ArrayList<>());
    }

    static ResourceRecordSet set(String name, String type, int ttl, String... data) {
        return new ResourceRecordSet().setName(name).setType(type).setTtl(ttl).setRrdatas(List.of(data));
    }

    @Override
    public void close() {
        server.stop(0);
        ((java.util.concurrent.ExecutorService) server.getExecutor()).shutdownNow();
        try {
            ((java.util.concurrent.ExecutorService) server.getExecutor()).awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        requests.add(exchange.getRequestMethod() + " " + path);
        Trouble trouble = troubles.poll();
        if (trouble != null) {
            error(exchange, trouble.status(), trouble.reason(), "as the test asked");
            return;
        }
        if (!("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            error(exchange, 401, "authError", "Invalid Credentials");
            return;
        }
        Matcher matcher = PATH.matcher(path);
        if (!matcher.matches()) {
            error(exchange, 404, "notFound", "no such method");
            return;
        }
        List<ResourceRecordSet> zone = "hospital".equals(matcher.group(1)) ? zones.get(matcher.group(2)) : null;
        if (zone == null) {
            error(exchange, 404, "notFound", "The 'parameters.managedZone' resource does not exist.");
            return;
        }
        String collection = matcher.group(3) == null ? "" : matcher.group(3);
        switch (exchange.getRequestMethod() + " " + collection) {
            case "GET " -> read(
                    exchange, new ManagedZone().setName(matcher.group(2)).setNameServers(nameServers));
            case "GET rrsets" -> {
                String name = query(exchange).get("name");
                read(
                        exchange,
                        new ResourceRecordSetsListResponse()
                                .setRrsets(zone.stream()
                                        .filter(set ->
                                                name == null || set.getName().equals(name))
                                        .toList()));
            }
            case "POST changes" -> change(exchange, zone);
            default -> error(exchange, 405, "httpMethodNotAllowed", "no such method");
        }
    }

    private void change(HttpExchange exchange, List<ResourceRecordSet> zone) throws IOException {
        Change change = GsonFactory.getDefaultInstance()
                .fromInputStream(new GZIPInputStream(exchange.getRequestBody()), Change.class); // the client compresses
        strict(change, "id", "status", "startTime", "isServing");
        beforeChange.run();
        List<ResourceRecordSet> after = new ArrayList<>(zone);
        for (ResourceRecordSet deletion : orEmpty(change.getDeletions())) {
            strict(deletion, "signatureRrdatas");
            ResourceRecordSet there = find(after, deletion);
            if (there == null) {
                error(exchange, 404, "notFound", "The 'entity.change.deletions[0]' resource does not exist.");
                return;
            }
            if (!there.getTtl().equals(deletion.getTtl())
                    || !new HashSet<>(there.getRrdatas()).equals(new HashSet<>(deletion.getRrdatas()))) {
                error(exchange, 412, "conditionNotMet", "Precondition not met for 'entity.change.deletions[0]'");
                return;
            }
            after.remove(there);
        }
        for (ResourceRecordSet addition : orEmpty(change.getAdditions())) {
            strict(addition, "signatureRrdatas");
            if (find(after, addition) != null) {
                error(exchange, 409, "alreadyExists", "The resource 'entity.change.additions[0]' already exists");
                return;
            }
            after.add(addition);
        }
        zone.clear();
        zone.addAll(after);
        changes.add(change);
        answer(
                exchange,
                200,
                change.clone().setId(Integer.toString(changes.size())).setStatus("pending"));
    }

    /** What the schema does not know, or says is the server's to fill, is no request. */
    private static void strict(GenericJson json, String... outputOnly) {
        if (!json.getUnknownKeys().isEmpty() || Arrays.stream(outputOnly).anyMatch(field -> json.get(field) != null)) {
            throw new IllegalArgumentException("not in the schema: " + json);
        }
    }

    private static List<ResourceRecordSet> orEmpty(List<ResourceRecordSet> sets) {
        return sets == null ? List.of() : sets;
    }

    private static ResourceRecordSet find(List<ResourceRecordSet> sets, ResourceRecordSet like) {
        return sets.stream()
                .filter(set ->
                        set.getName().equals(like.getName()) && set.getType().equals(like.getType()))
                .findFirst()
                .orElse(null);
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> parameters = new HashMap<>();
        String query = exchange.getRequestURI().getRawQuery();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }

    private static void read(HttpExchange exchange, GenericJson body) throws IOException {
        String tag = "\"" + Integer.toHexString(body.hashCode()) + "\"";
        exchange.getResponseHeaders().add("ETag", tag);
        if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            exchange.sendResponseHeaders(304, -1);
            return;
        }
        answer(exchange, 200, body);
    }

    private static void error(HttpExchange exchange, int status, String reason, String message) throws IOException {
        GenericJson info = new GenericJson();
        info.set("domain", "global").set("reason", reason).set("message", message);
        GenericJson error = new GenericJson();
        error.set("code", status).set("message", message).set("errors", List.of(info));
        GenericJson body = new GenericJson();
        body.set("error", error);
        answer(exchange, status, body);
    }

    private static void answer(HttpExchange exchange, int status, GenericJson body) {
        try {
            byte[] json = GsonFactory.getDefaultInstance().toByteArray(body);
            exchange.getResponseHeaders().add("Content-Type", "application/json; charset=UTF-8");
            exchange.sendResponseHeaders(status, json.length);
            exchange.getResponseBody().write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
