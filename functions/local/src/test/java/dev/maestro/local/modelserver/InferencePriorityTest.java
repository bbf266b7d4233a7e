package dev.maestro.local.modelserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class InferencePriorityTest {

    private static final int FIELD = 19; // proc_pid_stat(5), counted from 1
    private static final int NICEST = 19;

    @Test
    @EnabledOnOs(OS.LINUX)
    void lowersTheCallingThreadAndNoOther() throws Exception {
        int before = niceness();

        CompletableFuture<Integer> lowered = new CompletableFuture<>();
        Thread thread = Thread.ofPlatform().start(() -> {
            InferencePriority.lower();
            lowered.complete(niceness());
        });
        thread.join();

        assertThat(lowered.join()).isEqualTo(Math.min(NICEST, before + InferencePriority.STEPS));
        assertThat(niceness()).isEqualTo(before);
    }

    private static int niceness() {
        try {
            String stat = Files.readString(Path.of("/proc/thread-self/stat"));
            String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return Integer.parseInt(afterName[FIELD - 3]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
