package dev.maestro.lab.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.maestro.core.episode.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Plays an OpenAI-compatible endpoint from a recording: {@code /v1/chat/completions} with image parts, and
 * {@code /v1/models}. Faults are queued one for each coming chat request; requests are kept for inspection. On loopback.
 * Thread-safe.
 */
public final class RecordedTrafficServer implements AutoCloseable {

    private final Recording recording;
    private final @Nullable String key;
    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    /**
     * A chat request as it came.
     *
     * @param authorization header, or null
     * @param body JSON
     */
    public record Request(@Nullable String authorization, JsonNode body) {}

    private RecordedTrafficServer(Recording recording, @Nullable String key, HttpServer server) {
        this.recording = recording;
        this.key = key;
        this.server = server;
    }

    /**
     * Starts one.
     *
     * @param port 0 for any free one
     * @param key that callers must send as bearer token, or null for none
     */
    public static RecordedTrafficServer start(Recording recording, int port, @Nullable String key) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        RecordedTrafficServer started = new RecordedTrafficServer(recording, key, server);
        server.createContext("/v1/models", started::models);
        server.createContext("/v1/chat/completions", started::chat);
        server.setExecutor(started.executor);
        server.start();
        return started;
    }

    /** Base URL, such as {@code http://127.0.0.1:40123/v1}. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** Lets the next chat requests go wrong, one fault each, in order; those after go well. */
    public void next(Fault... coming) {
        faults.addAll(List.of(coming));
    }

    /** Chat requests so far, whatever came of them. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    private void models(HttpExchange exchange) throws IOException {
        ObjectNode list = Json.mapper().createObjectNode().put("object", "list");
        recording
                .models()
                .forEach(model ->
                        list.withArray("data").addObject().put("id", model).put("object", "model"));
        send(exchange, 200, Json.bytes(list));
    }

    private void chat(HttpExchange exchange) throws IOException {
        JsonNode body;
        try (InputStream input = exchange.getRequestBody()) {
            body = Json.mapper().readTree(input.readAllBytes());
        }
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        requests.add(new Request(authorization, body));
        Fault fault = Optional.ofNullable(faults.poll()).orElseGet(Fault.None::new);
        switch (fault) {
            case Fault.None ignored ->
                answer(exchange, authorization, body, body.path("model").asText());
            case Fault.WrongModel wrong -> answer(exchange, authorization, body, wrong.answeredBy());
            case Fault.Slow slow -> {
                if (opened(slow)) {
                    answer(exchange, authorization, body, body.path("model").asText());
                } else {
                    exchange.close();
                }
            }
            case Fault.Cut ignored -> cut(exchange);
            case Fault.Dropped ignored -> exchange.close();
            case Fault.Malformed ignored ->
                send(exchange, 200, "<html>gateway</html>".getBytes(StandardCharsets.UTF_8));
            case Fault.Status status -> send(exchange, status.code(), error(status.message(), "injected"));
            case Fault.TooMany many -> {
                exchange.getResponseHeaders().set("Retry-After", Integer.toString(many.retryAfterSeconds()));
                send(exchange, 429, error("Rate limit reached", "rate_limit_exceeded"));
            }
        }
    }

    private static boolean opened(Fault.Slow slow) {
        try {
            slow.until().await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void answer(HttpExchange exchange, @Nullable String authorization, JsonNode body, String model)
            throws IOException {
        if (key != null && !("Bearer " + key).equals(authorization)) {
            send(exchange, 401, error("Incorrect API key provided: " + authorization, "invalid_api_key"));
            return;
        }
        if (!recording.models().contains(body.path("model").asText())) {
            send(
                    exchange,
                    404,
                    error("The model '" + body.path("model").asText() + "' does not exist", "model_not_found"));
            return;
        }
        Map.Entry<String, Integer> question = Recording.question(body);
        Optional<Recording.Exchange> found =
                recording.play(body.path("model").asText(), question.getKey(), question.getValue());
        if (found.isEmpty()) {
            send(exchange, 400, error("nothing is recorded for this question", "not_recorded"));
            return;
        }
        send(exchange, 200, completion(model, body, found.get()));
    }

    private static byte[] completion(String model, JsonNode body, Recording.Exchange exchange) {
        List<String> stops = new ArrayList<>();
        body.path("stop").forEach(stop -> stops.add(stop.asText()));
        String text = SampledPieces.stopped(exchange.answer(), stops);
        ObjectNode root = Json.mapper()
                .createObjectNode()
                .put("id", "chatcmpl-recorded")
                .put("object", "chat.completion")
                .put("model", model);
        ObjectNode choice = root.putArray("choices").addObject().put("index", 0).put("finish_reason", "stop");
        choice.putObject("message").put("role", "assistant").put("content", text);
        if (body.path("logprobs").asBoolean()) {
            List<SampledPieces> pieces = new ArrayList<>(SampledPieces.of(text));
            if (text.length() == exchange.answer().length() && stops.stream().noneMatch(text::endsWith)) {
                pieces.add(SampledPieces.END);
            }
            ArrayNode told = choice.putObject("logprobs").putArray("content");
            ArrayNode ids = choice.putArray("token_ids");
            for (SampledPieces piece : pieces) {
                told.addObject().put("token", piece.text()).put("logprob", piece.logProbability());
                ids.add(piece.id());
            }
        }
        root.putObject("usage")
                .put("prompt_tokens", exchange.inputTokens())
                .put("completion_tokens", exchange.outputTokens())
                .put("total_tokens", exchange.inputTokens() + exchange.outputTokens());
        return Json.bytes(root);
    }

    private static byte[] error(String message, String code) {
        ObjectNode root = Json.mapper().createObjectNode();
        root.putObject("error").put("message", message).put("code", code);
        return Json.bytes(root);
    }

    private static void cut(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 1000);
        try {
            OutputStream output = exchange.getResponseBody();
            output.write("{\"choices\":[".getBytes(StandardCharsets.UTF_8));
            output.flush();
        } finally {
            exchange.close();
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream output = exchange.getResponseBody()) {
            output.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
