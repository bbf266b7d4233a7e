package dev.maestro.core.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RememberedTest {

    private final AtomicInteger computed = new AtomicInteger();

    @Test
    void remembersTheNewestResultsOnly() {
        Remembered<String, Integer> lengths = new Remembered<>(2, text -> {
            computed.incrementAndGet();
            return text.length();
        });

        lengths.get("a");
        lengths.get("bb");
        lengths.get("a");
        lengths.get("ccc");
        lengths.get("a");

        assertThat(computed).hasValue(3);
        assertThat(lengths.get("bb")).isEqualTo(2);
        assertThat(computed).hasValue(4);
    }

    @Test
    void whoAsksForWhatIsBeingComputedWaitsForIt() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Remembered<String, Integer> lengths = new Remembered<>(2, text -> {
            computed.incrementAndGet();
            begun.countDown();
            await(goOn);
            return text.length();
        });
        CompletableFuture<Integer> second = new CompletableFuture<>();

        Thread one = Thread.ofPlatform().start(() -> lengths.get("a"));
        begun.await();
        Thread two = Thread.ofPlatform().start(() -> second.complete(lengths.get("a")));
        while (two.isAlive() && two.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        goOn.countDown();
        one.join();
        two.join();

        assertThat(second.join()).isEqualTo(1);
        assertThat(computed).hasValue(1);
    }

    @Test
    void aFailureIsNotRemembered() {
        Remembered<String, Integer> lengths = new Remembered<>(2, text -> {
            if (computed.incrementAndGet() == 1) {
                throw new IllegalStateException("not now");
            }
            return text.length();
        });

        assertThatThrownBy(() -> lengths.get("a"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("not now");

        assertThat(lengths.get("a")).isEqualTo(1);
    }

    @Test
    void whoWaitedForAFailureComputesByItself() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Remembered<String, Integer> lengths = new Remembered<>(2, text -> {
            if (computed.incrementAndGet() == 1) {
                begun.countDown();
                await(goOn);
                throw new IllegalStateException("not now");
            }
            return text.length();
        });
        CompletableFuture<Throwable> first = new CompletableFuture<>();
        CompletableFuture<Integer> second = new CompletableFuture<>();

        Thread one = Thread.ofPlatform().start(() -> {
            try {
                lengths.get("a");
            } catch (IllegalStateException e) {
                first.complete(e);
            }
        });
        begun.await();
        Thread two = Thread.ofPlatform().start(() -> second.complete(lengths.get("a")));
        while (two.isAlive() && two.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        goOn.countDown();
        one.join();
        two.join();

        assertThat(first.join()).hasMessage("not now");
        assertThat(second.join()).isEqualTo(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
