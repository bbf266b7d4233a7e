package dev.maestro.local.modelserver;

import static dev.maestro.local.modelserver.ExpertBench.ask;
import static dev.maestro.local.modelserver.ExpertBench.outcome;
import static dev.maestro.local.modelserver.ExpertBench.port;
import static dev.maestro.local.modelserver.ModelClients.expert;
import static dev.maestro.local.modelserver.ModelClients.inAMinute;
import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.runtime.models.call.Pause;
import dev.maestro.runtime.models.triton.TritonExperts;
import dev.maestro.schema.wire.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What experts behind a model server get when it is slow, gone, or back again. */
class ModelServerOutageTest {

    private final ExpertBench bench = new ExpertBench();

    @AfterEach
    void close() throws Exception {
        bench.close();
    }

    @Test
    void timesOutAtTheDeadlineAndTellsTheModel() throws Exception {
        CountDownLatch stopped = new CountDownLatch(1);
        TestModel slow = new TestModel("slow", ModelContract.expert(), input -> {
            while (!input.cancelled().getAsBoolean()) {
                Thread.onSpinWait();
            }
            stopped.countDown();
            return InferenceResult.reply(input, "late");
        });
        TritonExperts experts = bench.experts(bench.start(0, slow).target(), Pause.SLEEP);

        Outcome outcome =
                outcome(experts, expert("slow"), ask("x"), Instant.now().plusMillis(200));

        assertThat(outcome).isInstanceOf(Outcome.TimedOut.class);
        assertThat(stopped.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void countsItsAttemptsAndSaysWhatToDoWhenTheServerIsDown() throws IOException {
        EmbeddedModelServer server = bench.start(0, TestModel.echo("reader"));
        server.close();
        AtomicInteger pauses = new AtomicInteger();
        TritonExperts experts = bench.experts(server.target(), duration -> pauses.incrementAndGet());

        Outcome outcome = outcome(experts, expert("reader"), ask("x"), inAMinute());

        assertThat(pauses).as("three attempts").hasValue(2);
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
            assertThat(failed.code()).isEqualTo("model-server-unavailable");
            assertThat(failed.message()).contains(server.target(), "Check that it runs");
        });
    }

    @Test
    void goesOnWhenTheServerIsKilledAndStartedAnew() throws IOException {
        EmbeddedModelServer first = bench.start(0, TestModel.echo("reader"));
        TritonExperts experts = bench.experts(first.target(), Pause.SLEEP, 6);
        String before =
                experts.call(expert("reader"), ask("before"), inAMinute()).text();
        first.close();
        Outcome down = outcome(experts, expert("reader"), ask("down"), inAMinute());
        bench.start(port(first), TestModel.echo("reader"));

        String after = experts.call(expert("reader"), ask("after"), inAMinute()).text();

        assertThat(before).isEqualTo("before");
        assertThat(down).isInstanceOf(Outcome.Failed.class);
        assertThat(after).isEqualTo("after");
    }

    @Test
    void bridgesARestartBetweenTwoAttempts() throws IOException {
        EmbeddedModelServer first = bench.start(0, TestModel.echo("reader"));
        first.close();
        AtomicReference<EmbeddedModelServer> second = new AtomicReference<>();
        TritonExperts experts = bench.experts(
                first.target(),
                duration -> {
                    if (second.get() == null) {
                        second.set(restart(port(first)));
                    }
                },
                20);

        String reply = experts.call(expert("reader"), ask("hello"), inAMinute()).text();

        assertThat(reply).isEqualTo("hello");
    }

    @Test
    void failsTheCallsThatRunWhenTheServerIsKilledAndHangsOnNone() throws Exception {
        CountDownLatch running = new CountDownLatch(2);
        CountDownLatch free = new CountDownLatch(1);
        TestModel stuck = new TestModel("stuck", ModelContract.expert(), input -> {
            running.countDown();
            awaitQuietly(free);
            return InferenceResult.reply(input, "late");
        });
        EmbeddedModelServer server = EmbeddedModelServer.start(
                new ModelServerSettings("127.0.0.1", 0, 2, 8, null, Duration.ofMillis(10), null), List.of(stuck));
        bench.closing(server);
        bench.closing(free::countDown);
        TritonExperts experts = bench.experts(server.target(), duration -> {});

        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Outcome>> outcomes = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                outcomes.add(executor.submit(() -> outcome(experts, expert("stuck"), ask("x"), inAMinute())));
            }
            running.await();
            server.close();

            for (Future<Outcome> outcome : outcomes) {
                assertThat(outcome.get(30, TimeUnit.SECONDS)).isInstanceOf(Outcome.Failed.class);
            }
        }
    }

    private EmbeddedModelServer restart(int port) {
        try {
            return bench.start(port, TestModel.echo("reader"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
