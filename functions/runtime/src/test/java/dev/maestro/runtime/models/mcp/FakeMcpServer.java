package dev.maestro.runtime.models.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.maestro.core.episode.Json;
import dev.maestro.lab.traffic.Fault;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An MCP server over streamable HTTP with the tools {@code add} and {@code echo}, and faults on demand. */
final class FakeMcpServer implements AutoCloseable {

    /** One request as it came. */
    record Received(String method, JsonNode parameters, String session, String authorization) {}

    private static final String TOOLS = """
            [{"name": "add", "inputSchema": {"type": "object", "required": ["question"], "properties": {
                "question": {"type": "string"}, "evidence": {"type": "string"}, "image": {"type": "string"}}}},
             {"name": "words", "inputSchema": {"type": "object", "required": ["sentence"], "properties": {
                "sentence": {"type": "string"}}}},
             {"name": "nothing", "inputSchema": {"type": "object", "properties": {}}}]
            """;

    private final HttpServer server;
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile boolean streams;
    private volatile boolean open;
    private final AtomicInteger sessions = new AtomicInteger();
    private volatile String result = "{\"content\":[{\"type\":\"text\",\"text\":\"4\"}]}";

    FakeMcpServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/mcp", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/mcp";
    }

    /** Replies as events in a stream that stays open. */
    FakeMcpServer streaming() {
        streams = true;
        return this;
    }

    /** Calls of tools bring this result. */
    void result(String json) {
        result = json;
    }

    /** The next calls of tools go wrong. */
    synchronized void next(Fault... wrong) {
        faults.addAll(List.of(wrong));
    }

    private synchronized Fault fault() {
        return faults.isEmpty() ? new Fault.None() : faults.poll();
    }

    /** Forgets all sessions. */
    void forget() {
        sessions.addAndGet(100);
    }

    List<Received> received() {
        return List.copyOf(received);
    }

    List<Received> calls() {
        return received.stream()
                .filter(each -> each.method().equals("tools/call"))
                .toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        JsonNode message = Json.mapper().readTree(exchange.getRequestBody());
        String method = message.path("method").asText();
        String session = String.valueOf(exchange.getRequestHeaders().getFirst("Mcp-Session-Id"));
        received.add(new Received(
                method,
                message.path("params"),
                session,
                String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))));
        if (method.equals("initialize")) {
            exchange.getResponseHeaders().add("Mcp-Session-Id", "s" + sessions.incrementAndGet());
            reply(exchange, message, "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},\"serverInfo\":{}}");
        } else if (!session.equals("s" + sessions.get())) {
            status(exchange, 404, "no such session");
        } else if (method.startsWith("notifications/")) {
            exchange.sendResponseHeaders(202, -1);
            exchange.close();
        } else if (method.equals("tools/list")) {
            reply(exchange, message, "{\"tools\":" + TOOLS + "}");
        } else {
            call(exchange, message);
        }
    }

    private void call(HttpExchange exchange, JsonNode message) throws IOException {
        switch (fault()) {
            case Fault.None ignored -> reply(exchange, message, result);
            case Fault.Slow slow -> {
                try {
                    slow.until().await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                exchange.close();
            }
            case Fault.Cut ignored -> {
                exchange.sendResponseHeaders(200, 1000);
                exchange.getResponseBody().write("{\"jsonrpc\":".getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
                exchange.close();
            }
            case Fault.Dropped ignored -> exchange.close();
            case Fault.Malformed ignored -> body(exchange, "<html>not json</html>".getBytes(StandardCharsets.UTF_8));
            case Fault.WrongModel ignored ->
                body(exchange, "{\"jsonrpc\":\"2.0\",\"id\":-7,\"result\":{}}".getBytes(StandardCharsets.UTF_8));
            case Fault.Status status -> status(exchange, status.code(), status.message());
            case Fault.TooMany many -> {
                exchange.getResponseHeaders().add("Retry-After", String.valueOf(many.retryAfterSeconds()));
                status(exchange, 429, "slow down");
            }
        }
    }

    private void reply(HttpExchange exchange, JsonNode message, String result) throws IOException {
        ObjectNode answer = Json.mapper().createObjectNode().put("jsonrpc", "2.0");
        answer.set("id", message.path("id"));
        JsonNode parsed = Json.mapper().readTree(result);
        answer.set(parsed.has("code") ? "error" : "result", parsed);
        if (!streams) {
            body(exchange, Json.bytes(answer));
            return;
        }
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        out.write((": hello\n\nevent: message\ndata: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\"}\n\n"
                        + "data: " + answer + "\n\n")
                .getBytes(StandardCharsets.UTF_8));
        out.flush();
        open = true;
    }

    /** Whether a stream was left open. */
    boolean leftOpen() {
        return open;
    }

    private static void status(HttpExchange exchange, int code, String message) throws IOException {
        byte[] body = message.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(code, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static void body(HttpExchange exchange, byte[] body) {
        try (exchange) {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
