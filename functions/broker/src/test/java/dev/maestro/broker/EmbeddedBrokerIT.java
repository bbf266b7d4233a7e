package dev.maestro.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {

    private static final TopicPartition PARTITION = new TopicPartition("kept", 0);

    @TempDir
    Path directory;

    @Test
    void keepsItsDataAcrossARestart() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
            write(broker, "before");
        }

        List<String> values;
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
            values = read(broker);
        }

        assertThat(values).containsExactly("before");
    }

    @Test
    void saysThatItsPortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedBroker.start(directory, taken.getLocalPort()))
                    .isInstanceOf(BrokerException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort())
                    .hasMessageContaining("choose another port");
        }
    }

    @Test
    void saysThatItsDirectoryCannotBeWritten() throws IOException {
        Path file = Files.createFile(directory.resolve("a-file"));

        assertThatThrownBy(() -> EmbeddedBroker.start(file, 0))
                .isInstanceOf(BrokerException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("choose another one");
    }

    @Test
    void saysThatAnotherBrokerUsesItsDirectory() {
        try (EmbeddedBroker first = EmbeddedBroker.start(directory, 0)) {
            assertThat(first.port()).isPositive();
            assertThatThrownBy(() -> EmbeddedBroker.start(directory, 0))
                    .isInstanceOf(BrokerException.class)
                    .hasMessageContaining("Another broker uses");
        }
    }

    @Test
    void takesOtherPortsWhenTheFreeOnesAreTakenBeforeItBindsThem() throws Exception {
        try (EmbeddedBroker beside = EmbeddedBroker.start(directory.resolve("beside"), 0);
                ServerSocket first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket second = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket third = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket fourth = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int free = third.getLocalPort();
            third.close();
            int alsoFree = fourth.getLocalPort();
            fourth.close();
            // Broker and controller: once the controller's is taken, once the broker's, then none.
            Iterator<Integer> ports = List.of(free, first.getLocalPort(), second.getLocalPort(), free, free, alsoFree)
                    .iterator();

            try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("new"), 0, ports::next)) {
                write(broker, "here");

                assertThat(broker.port()).isEqualTo(free);
                assertThat(read(broker)).containsExactly("here");
            }
            assertThat(beside.port()).isPositive();
            assertThat(ports.hasNext()).isFalse();
        }
    }

    private static void write(EmbeddedBroker broker, String value) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
                KafkaProducer<String, String> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker.bootstrapServers(), "acks", "all"),
                        new StringSerializer(),
                        new StringSerializer())) {
            admin.createTopics(Set.of(new NewTopic(PARTITION.topic(), 1, (short) 1)))
                    .all()
                    .get();
            producer.send(new ProducerRecord<>(PARTITION.topic(), "key", value)).get();
        }
    }

    private static List<String> read(EmbeddedBroker broker) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(Set.of(PARTITION));
            consumer.seekToBeginning(Set.of(PARTITION));
            return consumer.poll(Duration.ofSeconds(20)).records(PARTITION).stream()
                    .map(ConsumerRecord::value)
                    .toList();
        }
    }
}
