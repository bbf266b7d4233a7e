package dev.maestro.local.bench;

import dev.maestro.runtime.kafka.EventCodec;
import dev.maestro.schema.event.Stage;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.producer.KafkaProducer;

/** The two hand-written hops with the same stubs, and episodes sent through them. */
final class HandWrittenRun implements AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;
    private final Semaphore ended = new Semaphore(0);
    private final StubFlow flow = new StubFlow(id -> false, id -> ended.release());
    private final HandWrittenHop decide;
    private final HandWrittenHop invoke;

    /** Starts the hops and waits until they have their partitions. */
    HandWrittenRun(String servers, KafkaProducer<byte[], byte[]> producer) throws InterruptedException {
        this.producer = producer;
        this.decide = new HandWrittenHop(flow.function(Stage.DECIDE), servers, "hand-written-");
        this.invoke = new HandWrittenHop(flow.function(Stage.INVOKE), servers, "hand-written-");
        decide.awaitAssigned();
        invoke.awaitAssigned();
    }

    /** One episode after the other; the nanoseconds of each step. */
    List<Long> oneByOne(String name, int episodes) throws InterruptedException {
        flow.takeStepNanos();
        for (int i = 0; i < episodes; i++) {
            var unused = producer.send(EventCodec.record(StubFlow.start(name + "-" + i), Stage.TASK.word()));
            Episodes.await(ended, 1);
        }
        return flow.takeStepNanos();
    }

    @Override
    public void close() {
        decide.close();
        invoke.close();
    }
}
