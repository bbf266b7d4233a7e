package dev.maestro.runtime.models.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.core.invoke.ExpertException;
import dev.maestro.core.invoke.ExpertReply;
import dev.maestro.core.invoke.ExpertRequest;
import dev.maestro.core.invoke.Image;
import dev.maestro.lab.traffic.Fault;
import dev.maestro.lab.traffic.RecordedTrafficServer;
import dev.maestro.lab.traffic.Recording;
import dev.maestro.runtime.models.call.CallSettings;
import dev.maestro.runtime.models.call.GuardedCalls;
import dev.maestro.runtime.models.call.Pause;
import dev.maestro.runtime.models.call.TestTime;
import dev.maestro.schema.registry.Endpoint;
import dev.maestro.schema.registry.Expert;
import dev.maestro.schema.registry.Limits;
import dev.maestro.schema.registry.Price;
import dev.maestro.schema.wire.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiExpertsTest {

    private static final String KEY = "sk-very-secret-1234";
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};
    private static final Recording RECORDING = Recording.read("""
            {"models": ["vision-large"],
             "exchanges": [
               {"question": "What is the total?", "images": 1, "answer": "42.50", "inputTokens": 300, "outputTokens": 5},
               {"question": "What is 2 + 2?", "images": 0, "answer": "4", "inputTokens": 12, "outputTokens": 1}]}
            """.getBytes(StandardCharsets.UTF_8));
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final TestTime time = new TestTime();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final OpenAiExperts experts = new OpenAiExperts(
            http,
            new GuardedCalls(
                    new CallSettings(3, Duration.ofMillis(100), Duration.ofSeconds(1), 50, Duration.ofSeconds(5)),
                    time,
                    time,
                    new Random(7)),
            name -> KEY);
    private RecordedTrafficServer server;

    @BeforeEach
    void start() throws IOException {
        server = RecordedTrafficServer.start(RECORDING, 0, KEY);
    }

    @AfterEach
    void stop() {
        server.close();
        http.close();
    }

    private Expert expert(String url, String model) {
        return new Expert(
                "my-vision",
                List.of(),
                List.of("generate"),
                new Endpoint.OpenAi(url, model),
                "my-key",
                null,
                "d",
                "c",
                new Price(10, 2, 3, 0),
                100,
                new Limits(2, 1_000_000, 8192, 64, 4, 60_000),
                "mine");
    }

    private Outcome outcome(Expert expert, ExpertRequest request, Instant deadline) {
        ExpertException thrown =
                catchThrowableOfType(ExpertException.class, () -> experts.call(expert, request, deadline));
        assertThat(thrown).as("the call should bring no reply").isNotNull();
        assertThat(thrown.outcome().toString()).doesNotContain(KEY);
        assertThat(thrown.toString() + thrown.getCause()).doesNotContain(KEY);
        return thrown.outcome();
    }

    private Outcome.Failed failure(Fault... faults) {
        server.next(faults);
        return (Outcome.Failed) outcome(expert(server.url(), "vision-large"), sum(), time.in(MINUTE));
    }

    private static ExpertRequest sum() {
        return new ExpertRequest("generate", "What is 2 + 2?", List.of());
    }

    @Test
    @Tag("C43")
    void sendsImagesAsDataUrlsAndPricesTheTokens() {
        ExpertRequest request = new ExpertRequest(
                "generate",
                "What is the total?",
                List.of(new Image("sha256:0", PNG, 10, 10)),
                Map.of("temperature", 0.0, "max_tokens", 1000));

        ExpertReply reply = experts.call(expert(server.url(), "vision-large"), request, time.in(MINUTE));

        assertThat(reply.text()).isEqualTo("42.50");
        assertThat(reply.usage().tokens()).isEqualTo(305);
        assertThat(reply.usage().costMicroUsd()).isCloseTo(10 + 2 * 300 + 3 * 5, within(1e-9));
        JsonNode body = server.requests().getFirst().body();
        assertThat(body.path("max_tokens").asInt()).as("bounded by the expert").isEqualTo(64);
        assertThat(body.path("temperature").asDouble()).isZero();
        assertThat(body.path("messages")
                        .path(0)
                        .path("content")
                        .path(0)
                        .path("image_url")
                        .path("url")
                        .asText())
                .isEqualTo("data:image/png;base64,iVBORw==");
        assertThat(server.requests().getFirst().authorization()).isEqualTo("Bearer " + KEY);
    }

    @Test
    void triesAgainAfterTooManyRequestsWhenTheServerSaysSo() {
        server.next(new Fault.TooMany(3));

        ExpertReply reply = experts.call(expert(server.url(), "vision-large"), sum(), time.in(MINUTE));

        assertThat(reply.text()).isEqualTo("4");
        assertThat(time.pauses()).containsExactly(Duration.ofSeconds(3));
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void givesUpWhenTheServerAsksForMoreTimeThanThereIs() {
        server.next(new Fault.TooMany(3600));

        Outcome outcome = outcome(expert(server.url(), "vision-large"), sum(), time.in(MINUTE));

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(failed.code())
                .isEqualTo("rate-limited"));
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504, 408})
    void triesAgainWhenTheServerFails(int status) {
        server.next(new Fault.Status(status, "overloaded"), new Fault.Status(status, "overloaded"));

        ExpertReply reply = experts.call(expert(server.url(), "vision-large"), sum(), time.in(MINUTE));

        assertThat(reply.text()).isEqualTo("4");
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void triesAgainWhenTheConnectionClosesBeforeAnyReply() {
        server.next(new Fault.Status(500, "x"), new Fault.Dropped());

        ExpertReply reply = experts.call(expert(server.url(), "vision-large"), sum(), time.in(MINUTE));

        assertThat(reply.text()).isEqualTo("4");
    }

    @Test
    void givesUpAfterTheLastAttempt() {
        Outcome.Failed failed = failure(
                new Fault.Status(503, "overloaded"),
                new Fault.Status(503, "overloaded"),
                new Fault.Status(503, "overloaded"));

        assertThat(failed.code()).isEqualTo("endpoint-unavailable");
        assertThat(failed.message()).contains(server.url(), "overloaded");
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void doesNotRepeatACallWhoseReplyBrokeOff() {
        Outcome.Failed failed = failure(new Fault.Cut());

        assertThat(failed.code()).isEqualTo("cut-reply");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void failsOnAReplyThatIsNotJson() {
        Outcome.Failed failed = failure(new Fault.Malformed());

        assertThat(failed.code()).isEqualTo("malformed-reply");
        assertThat(failed.message()).contains("not JSON");
    }

    @Test
    void doesNotUseTheAnswerOfAnotherModel() {
        Outcome.Failed failed = failure(new Fault.WrongModel("vision-small"));

        assertThat(failed.code()).isEqualTo("wrong-model");
        assertThat(failed.message()).contains("vision-large", "vision-small");
    }

    @Test
    void takesADatedNameForTheSameModel() {
        server.next(new Fault.WrongModel("vision-large-2026-08-06"));

        ExpertReply reply = experts.call(expert(server.url(), "vision-large"), sum(), time.in(MINUTE));

        assertThat(reply.text()).isEqualTo("4");
    }

    @Test
    @Tag("C46")
    void saysWhichSecretWasRefusedButNeverTheKey() {
        Outcome.Failed failed = failure(new Fault.Status(401, "Incorrect API key provided: " + KEY));

        assertThat(failed.code()).isEqualTo("unauthorized");
        assertThat(failed.message()).contains("'my-key'");
    }

    @Test
    @Tag("C46")
    void blotsOutAKeyThatTheServerSendsBack() {
        server.next(new Fault.Status(400, "bad header Bearer " + KEY));

        Outcome outcome = outcome(expert(server.url(), "vision-large"), sum(), time.in(MINUTE));

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(refused.message())
                .contains("Bearer ***"));
    }

    @Test
    void refusesAModelThatTheServerDoesNotKnow() {
        Outcome outcome = outcome(expert(server.url(), "vision-huge"), sum(), time.in(MINUTE));

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo("unknown-model");
            assertThat(refused.message()).contains("vision-huge", "/models");
        });
    }

    @Test
    void timesOutWhenTheServerIsSlow() {
        OpenAiExperts real = new OpenAiExperts(
                http, new GuardedCalls(CallSettings.DEFAULT, Instant::now, Pause.SLEEP, new Random(7)), name -> KEY);
        CountDownLatch never = new CountDownLatch(1);
        server.next(new Fault.Slow(never));

        ExpertException thrown = catchThrowableOfType(
                ExpertException.class,
                () -> real.call(
                        expert(server.url(), "vision-large"),
                        sum(),
                        Instant.now().plusMillis(150)));

        assertThat(thrown.outcome()).isInstanceOf(Outcome.TimedOut.class);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void saysWhatToDoWhenNobodyListens() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }

        Outcome outcome = outcome(expert("http://127.0.0.1:" + free + "/v1", "vision-large"), sum(), time.in(MINUTE));

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
            assertThat(failed.code()).isEqualTo("endpoint-unavailable");
            assertThat(failed.message()).contains("Check that it runs");
        });
        assertThat(time.pauses()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"not a url", "ftp://x/v1", "http:///v1", "file:///etc/passwd"})
    void refusesWhatIsNoHttpUrl(String url) {
        Outcome outcome = outcome(expert(url, "m"), sum(), time.in(MINUTE));

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(refused.code())
                .isEqualTo("not-a-url"));
    }
}
