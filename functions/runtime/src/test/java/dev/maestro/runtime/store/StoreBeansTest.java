package dev.maestro.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreBeansTest {

    @TempDir
    Path folder;

    @Test
    void isAFolderWhenNoBucketIsNamed() {
        assertThat(new StoreBeans().objects(new Settings(folder, Optional.empty(), Optional.empty())))
                .isInstanceOf(FileObjectStore.class);
        assertThat(new StoreBeans().objects(new Settings(folder, Optional.of(""), Optional.empty())))
                .isInstanceOf(FileObjectStore.class);
    }

    @Test
    void isABucketWhenOneIsNamed() {
        assertThatThrownBy(() -> new StoreBeans().objects(bucket("maestro-test", "ftp://nowhere")))
                .hasMessageContaining("maestro.objects.endpoint")
                .hasMessageContaining("ftp://nowhere");
    }

    @Test
    void refusesANameThatNoBucketHas() {
        assertThatThrownBy(() -> new StoreBeans().objects(bucket("s3://maestro/objects", "https://s3.example.com")))
                .hasMessageContaining("maestro.objects.bucket")
                .hasMessageContaining("s3://maestro/objects");
    }

    @Test
    void loadsNothingOfAmazonForAFolder() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load:stdout",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Folder.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();

        String loaded = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(loaded).isZero();
        assertThat(loaded.contains(FileObjectStore.class.getName())).isTrue();
        assertThat(loaded.contains("software.amazon")).isFalse();
    }

    /** Settings with what a test leaves out as it is by default. */
    private record Settings(Path path, Optional<String> bucket, Optional<URI> endpoint) implements ObjectsConfig {

        @Override
        public Optional<String> prefix() {
            return Optional.empty();
        }

        @Override
        public Optional<String> region() {
            return Optional.empty();
        }

        @Override
        public Duration timeout() {
            return Duration.ofSeconds(15);
        }
    }

    private ObjectsConfig bucket(String name, String endpoint) {
        return new Settings(folder, Optional.of(name), Optional.of(URI.create(endpoint)));
    }

    /** A process that opens a folder as a function does. */
    static final class Folder {

        private Folder() {}

        public static void main(String[] arguments) {
            new StoreBeans().objects(new Settings(Path.of(arguments[0]), Optional.empty(), Optional.empty()));
        }
    }
}
