package dev.maestro.runtime.store;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Answers as S3 does on bad days: puts with the statuses it is told, the last one again and again. */
final class TroubledS3 implements AutoCloseable {

    /** No answer at all, until the server is closed. */
    static final int SILENCE = 0;

    private static final String WRITER = "x-amz-meta-writer";
    private static final String EMPTY_LIST = "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<com.sun.net.httpserver.Headers> puts = new CopyOnWriteArrayList<>();
    private volatile List<Integer> putAnswers = List.of(200);
    private volatile int listAnswer = 200;
    private volatile boolean keepsFailed;
    private volatile @Nullable String writer;

    private TroubledS3(HttpServer server) {
        this.server = server;
    }

    static TroubledS3 start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        TroubledS3 troubled = new TroubledS3(server);
        server.createContext("/", troubled::handle);
        server.setExecutor(troubled.threads);
        server.start();
        return troubled;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void answerPutsWith(Integer... statuses) {
        putAnswers = List.of(statuses);
    }

    void answerListsWith(int status) {
        listAnswer = status;
    }

    /** A put that fails has written all the same. */
    void keepsWhatItFails() {
        keepsFailed = true;
    }

    /** Who wrote what is there. */
    void isWrittenBy(String who) {
        writer = who;
    }

    int puts() {
        return puts.size();
    }

    List<String> putHeaders(String name) {
        List<String> values = new ArrayList<>();
        puts.forEach(headers -> values.add(headers.getFirst(name)));
        return values;
    }

    private void handle(HttpExchange exchange) {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            switch (exchange.getRequestMethod()) {
                case "GET" -> list(exchange);
                case "HEAD" -> head(exchange);
                default -> put(exchange);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void list(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("x-amz-bucket-region", "eu-west-1");
        answer(exchange, listAnswer, EMPTY_LIST);
    }

    private void head(HttpExchange exchange) throws IOException {
        String who = writer;
        if (who != null) {
            exchange.getResponseHeaders().add(WRITER, who);
        }
        exchange.sendResponseHeaders(200, -1);
    }

    private void put(HttpExchange exchange) throws IOException {
        puts.add(exchange.getRequestHeaders());
        int status = putAnswers.get(Math.min(puts.size(), putAnswers.size()) - 1);
        if (status == SILENCE) {
            await();
            return;
        }
        if (keepsFailed && writer == null) {
            writer = exchange.getRequestHeaders().getFirst(WRITER);
        }
        answer(exchange, status, "");
    }

    private void await() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.close();
    }
}
