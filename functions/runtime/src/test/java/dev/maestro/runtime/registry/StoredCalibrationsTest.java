package dev.maestro.runtime.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.episode.ObjectStore;
import dev.maestro.runtime.store.FileObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredCalibrationsTest {

    @TempDir
    private Path folder;

    private ObjectStore objects;
    private StoredCalibrations calibrations;

    @BeforeEach
    void open() throws IOException {
        objects = FileObjectStore.open(folder);
        calibrations = new StoredCalibrations(objects);
    }

    private static byte[] data(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String current() throws IOException {
        String digest = new String(objects.get(StoredCalibrations.POINTER).orElseThrow(), StandardCharsets.UTF_8);
        return new String(objects.get(digest).orElseThrow(), StandardCharsets.UTF_8);
    }

    @Test
    void anUpgradeReplacesTheDataThatAnOlderVersionCameWith() throws IOException {
        calibrations.publishShipped(data("older"));

        calibrations.publishShipped(data("newer"));

        assertThat(current()).isEqualTo("newer");
    }

    @Test
    void anUpgradeLeavesWhatSomebodyCalibrated() throws IOException {
        calibrations.publishShipped(data("older"));
        calibrations.publish(data("mine"));

        calibrations.publishShipped(data("newer"));

        assertThat(current()).isEqualTo("mine");
    }
}
