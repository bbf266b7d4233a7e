package dev.maestro.runtime.models.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.maestro.core.invoke.ExpertException;
import dev.maestro.core.invoke.ExpertReply;
import dev.maestro.core.invoke.ExpertRequest;
import dev.maestro.core.invoke.Experts;
import dev.maestro.core.invoke.Image;
import dev.maestro.lab.traffic.Fault;
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
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every client of an expert over HTTP keeps to. The scripted expert answers 4 to {@link #sum()}. */
@Tag("C42")
public abstract class HttpExpertsContract {

    public static final String KEY = "sk-very-secret-1234";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    protected final TestTime time = new TestTime();
    protected final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** The client under test. */
    protected abstract Experts experts(HttpClient client, GuardedCalls calls);

    /** A working endpoint. */
    protected abstract Endpoint endpoint();

    /** One at another address. */
    protected abstract Endpoint endpoint(String url);

    /** One whose model or tool the server does not have. */
    protected abstract Endpoint unknown();

    /** The next calls go wrong. */
    protected abstract void next(Fault... faults);

    /** Calls that reached the server. */
    protected abstract int calls();

    @AfterEach
    void closeClient() {
        http.close();
    }

    private Experts experts() {
        return experts(
                http,
                new GuardedCalls(
                        new CallSettings(3, Duration.ofMillis(100), Duration.ofSeconds(1), 50, Duration.ofSeconds(5)),
                        time,
                        time,
                        new Random(7)));
    }

    protected static Expert expert(Endpoint endpoint) {
        return new Expert(
                "mine",
                List.of(),
                List.of("generate", "compute"),
                endpoint,
                "my-key",
                null,
                "d",
                "c",
                new Price(10, 0, 0, 0),
                100,
                new Limits(2, 1_000_000, 8192, 64, 4, 60_000),
                "mine");
    }

    protected static ExpertRequest sum() {
        return new ExpertRequest("generate", "What is 2 + 2?", List.of());
    }

    private ExpertReply reply(Fault... faults) {
        next(faults);
        return experts().call(expert(endpoint()), sum(), time.in(MINUTE));
    }

    protected Outcome outcome(Endpoint endpoint, ExpertRequest request, Fault... faults) {
        next(faults);
        ExpertException thrown = catchThrowableOfType(
                ExpertException.class, () -> experts().call(expert(endpoint), request, time.in(MINUTE)));
        assertThat(thrown).as("the call should bring no reply").isNotNull();
        assertThat(thrown + " " + thrown.outcome() + " " + thrown.getCause()).doesNotContain(KEY);
        return thrown.outcome();
    }

    private void assertFails(String code, Fault... faults) {
        assertThat(outcome(endpoint(), sum(), faults)).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
            assertThat(failed.code()).isEqualTo(code);
            assertThat(failed.message()).hasSizeBetween(20, 700);
        });
    }

    @Test
    void answersAndIsPriced() {
        ExpertReply reply = reply();

        assertThat(reply.text()).isEqualTo("4");
        assertThat(reply.usage().costMicroUsd()).isEqualTo(10);
        assertThat(reply.usage().billedMicroUsd()).isEqualTo(10);
    }

    @Test
    void refusesMoreImagesThanTheExpertTakesAndSendsNothing() {
        Image image = new Image("sha256:0", new byte[] {1}, 10, 10);
        ExpertRequest request = new ExpertRequest("generate", "?", Collections.nCopies(3, image));

        assertThat(outcome(endpoint(), request))
                .isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(refused.code())
                        .isEqualTo("too-many-images"));
        assertThat(calls()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 502, 503, 504})
    void triesAgainWhenTheServerFails(int status) {
        assertThat(reply(new Fault.Status(status, "busy"), new Fault.Status(status, "busy"))
                        .text())
                .isEqualTo("4");
        assertThat(calls()).isEqualTo(3);
    }

    @Test
    void waitsAsLongAsTheServerAsks() {
        assertThat(reply(new Fault.TooMany(3)).text()).isEqualTo("4");
        assertThat(time.pauses()).containsExactly(Duration.ofSeconds(3));
    }

    @Test
    void givesUpAfterTheLastAttempt() {
        Fault busy = new Fault.Status(503, "busy");

        assertFails("endpoint-unavailable", busy, busy, busy);
        assertThat(calls()).isEqualTo(3);
    }

    @Test
    void doesNotRepeatACallWhoseReplyBrokeOff() {
        assertFails("cut-reply", new Fault.Cut());
        assertThat(calls()).isEqualTo(1);
    }

    @Test
    void failsOnAReplyThatIsNotJson() {
        assertFails("malformed-reply", new Fault.Malformed());
    }

    @Test
    void saysWhichSecretWasRefusedButNeverTheKey() {
        assertFails("unauthorized", new Fault.Status(401, "bad key " + KEY));
    }

    @Test
    void blotsOutAKeyThatTheServerSendsBack() {
        assertThat(outcome(endpoint(), sum(), new Fault.Status(400, "bad header Bearer " + KEY)))
                .isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(refused.message())
                        .contains("***"));
    }

    @Test
    void refusesWhatTheServerDoesNotHave() {
        assertThat(outcome(unknown(), sum()))
                .isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(refused.code())
                        .startsWith("unknown-"));
    }

    @Test
    void timesOutWhenTheServerIsSlow() {
        next(new Fault.Slow(new CountDownLatch(1)));
        Experts real = experts(http, new GuardedCalls(CallSettings.DEFAULT, Instant::now, Pause.SLEEP, new Random(7)));

        ExpertException thrown = catchThrowableOfType(
                ExpertException.class,
                () -> real.call(expert(endpoint()), sum(), Instant.now().plusMillis(900)));

        assertThat(thrown.outcome()).isInstanceOf(Outcome.TimedOut.class);
    }

    @Test
    void saysWhatToDoWhenNobodyListens() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }

        assertThat(outcome(endpoint("http://127.0.0.1:" + free + "/v1"), sum()))
                .isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(failed.message())
                        .contains("Check that it runs"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"not a url", "ftp://x/v1", "http:///v1", "file:///etc/passwd"})
    void refusesWhatIsNoHttpUrl(String url) {
        assertThat(outcome(endpoint(url), sum()))
                .isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(refused.code())
                        .isEqualTo("not-a-url"));
    }
}
