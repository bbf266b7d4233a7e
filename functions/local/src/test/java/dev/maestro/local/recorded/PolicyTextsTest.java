package dev.maestro.local.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.core.decide.generative.Generation;
import dev.maestro.core.decide.generative.Message;
import dev.maestro.core.decide.generative.TextModel;
import dev.maestro.core.episode.ObjectStore;
import dev.maestro.core.episode.TerminalException;
import dev.maestro.lab.traffic.Fault;
import dev.maestro.lab.traffic.Recording;
import dev.maestro.runtime.models.PolicyTexts;
import dev.maestro.runtime.models.call.CallSettings;
import dev.maestro.runtime.models.call.GuardedCalls;
import dev.maestro.runtime.models.call.Pause;
import dev.maestro.runtime.models.call.SecretResolver;
import dev.maestro.runtime.models.openai.OpenAiClient;
import dev.maestro.runtime.models.openai.OpenAiTexts;
import dev.maestro.runtime.models.triton.TritonClient;
import dev.maestro.runtime.models.triton.TritonTexts;
import dev.maestro.schema.registry.Endpoint;
import dev.maestro.schema.registry.LanguageModel;
import dev.maestro.schema.registry.Limits;
import dev.maestro.schema.registry.Price;
import dev.maestro.schema.wire.ImageRef;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The model of the generative policy over both kinds of endpoint, each played from the recording. */
class PolicyTextsTest {

    private static final ImageRef IMAGE = new ImageRef("sha256:1", "image/png", 10, 10, 3);
    private static final ObjectStore OBJECTS = (ObjectStore) Proxy.newProxyInstance(
            ObjectStore.class.getClassLoader(),
            new Class<?>[] {ObjectStore.class},
            (proxy, method, arguments) -> Optional.of(new byte[] {1, 2, 3}));

    private static RecordedEnsemble ensemble;
    private static TritonClient triton;
    private static PolicyTexts texts;

    @BeforeAll
    static void start() throws IOException {
        ensemble = RecordedEnsemble.start(Recording.paper(), 0, 0);
        CallSettings settings =
                new CallSettings(2, Duration.ofMillis(1), Duration.ofMillis(2), 1000, Duration.ofSeconds(1));
        GuardedCalls calls = new GuardedCalls(settings, InstantSource.system(), Pause.SLEEP, new Random(1));
        SecretResolver secrets = name -> "none";
        triton = new TritonClient(calls);
        OpenAiClient openAi = new OpenAiClient(
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(), calls, secrets);
        texts = new PolicyTexts(
                new TritonTexts(triton, ensemble.target(), secrets),
                new OpenAiTexts(openAi),
                () -> OBJECTS,
                InstantSource.system());
    }

    @AfterAll
    static void stop() {
        triton.close();
        ensemble.close();
    }

    private static Endpoint endpoint(String kind) {
        return kind.equals("triton")
                ? new Endpoint.Triton(ensemble.target(), "maestro-4b", null)
                : new Endpoint.OpenAi(ensemble.url(), "maestro-4b");
    }

    private static TextModel.Request request(String kind, long timeoutMillis) {
        LanguageModel model = new LanguageModel(
                endpoint(kind),
                null,
                Price.FREE,
                new Limits(4, 1_000_000, 8192, 256, 4, timeoutMillis),
                1,
                false,
                true);
        List<Message> messages = List.of(
                new Message("system", "S", 0, false), new Message("user", "What does the chart say?", 1, false));
        return new TextModel.Request(
                "generative", model, messages, List.of(IMAGE), List.of("</search>", "</answer>"), 0, 7, 256);
    }

    private static Instant inAMinute() {
        return Instant.now().plusSeconds(60);
    }

    @ParameterizedTest
    @ValueSource(strings = {"triton", "openai"})
    @Tag("C14")
    @Tag("C39")
    void givesTextUpToTheStopWithAnIdAndALogProbabilityForEveryToken(String kind) {
        Generation generation =
                texts.generate(request(kind, 30_000), inAMinute()).orElseThrow();

        assertThat(generation.text()).startsWith("A chart.</think>").endsWith("</search>");
        assertThat(generation.tokens().stream().map(Generation.Token::text).collect(Collectors.joining()))
                .isEqualTo(generation.text());
        assertThat(generation.tokens())
                .allSatisfy(token -> assertThat(token.logProbability()).isNegative())
                .extracting(Generation.Token::id)
                .doesNotContain(0);
        assertThat(generation.outputTokens()).isPositive();
        assertThat(generation.inputTokens()).isPositive();
    }

    @Test
    @Tag("C18")
    void sendsTritonTheRenderedPromptAndTheSampling() {
        texts.generate(request("triton", 30_000), inAMinute());

        RecordedModel.Request sent = ensemble.model("maestro-4b").requests().getLast();
        assertThat(sent.prompt()).endsWith("""
                        <|vision_start|><|image_pad|><|vision_end|>What does the chart say?<|im_end|>
                        <|im_start|>assistant
                        <think>
                        """);
        assertThat(sent.images()).isEqualTo(1);
        assertThat(sent.sampling().toString())
                .isEqualTo("{\"include_stop_str_in_output\":true,\"logprobs\":0,\"max_tokens\":256,\"seed\":7,"
                        + "\"stop\":[\"</search>\",\"</answer>\"],\"temperature\":0.0,\"top_p\":1.0}");
    }

    @Test
    void isHeardWhileItWrites() {
        Written written = new Written();

        Generation whole =
                texts.generate(request("triton", 30_000), inAMinute()).orElseThrow();
        Generation streamed =
                texts.generate(request("triton", 30_000), inAMinute(), written).orElseThrow();

        assertThat(streamed).isEqualTo(whole);
        assertThat(String.join("", written.pieces)).isEqualTo(whole.text());
        assertThat(written.pieces).hasSizeGreaterThan(5);
        assertThat(written.begun).isEqualTo(1);
    }

    private static final class Written implements TextModel.Writing {

        private final List<String> pieces = new ArrayList<>();
        private int begun;

        @Override
        public void begins() {
            begun++;
            pieces.clear();
        }

        @Override
        public void wrote(String piece) {
            pieces.add(piece);
        }
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("triton", new Fault.Malformed(), "malformed-reply"),
                Arguments.of("triton", new Fault.Cut(), "stream-cut"),
                Arguments.of("triton", new Fault.WrongModel("other"), "unknown-model"),
                Arguments.of("triton", new Fault.Status(500, "oops"), "engine-error"),
                Arguments.of("openai", new Fault.Malformed(), "malformed-reply"),
                Arguments.of("openai", new Fault.Cut(), "cut-reply"),
                Arguments.of("openai", new Fault.WrongModel("other"), "wrong-model"));
    }

    @ParameterizedTest
    @MethodSource
    @Tag("C42")
    void faults(String kind, Fault fault, String code) {
        if (kind.equals("triton")) {
            ensemble.next(fault);
        } else {
            ensemble.openAi().next(fault);
        }

        assertThatThrownBy(() -> texts.generate(request(kind, 30_000), inAMinute()))
                .isInstanceOfSatisfying(
                        TerminalException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageStartingWith("The policy generative cannot decide: ");
    }

    @Test
    @Tag("C42")
    void triesAgainWhereThatMayHelp() {
        ensemble.openAi().next(new Fault.Status(503, "starting"));

        assertThat(texts.generate(request("openai", 30_000), inAMinute())).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"triton", "openai"})
    @Tag("C42")
    void aSlowModelEndsAtItsTimeOrAtTheDeadlineOfTheEpisode(String kind) {
        CountDownLatch until = new CountDownLatch(1);
        Fault slow = new Fault.Slow(until);
        for (int i = 0; i < 2; i++) {
            if (kind.equals("triton")) {
                ensemble.next(slow);
            } else {
                ensemble.openAi().next(slow);
            }
        }

        assertThatThrownBy(() -> texts.generate(request(kind, 50), inAMinute()))
                .isInstanceOfSatisfying(
                        TerminalException.class, e -> assertThat(e.code()).isEqualTo("policy-timed-out"))
                .hasMessageContaining("Raise timeoutMillis");
        assertThat(texts.generate(request(kind, 30_000), Instant.now().plusMillis(50)))
                .isEmpty();
        until.countDown();
    }
}
