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

    private static final int NICE = 19; // proc_pid_stat(5), counted from 1

    @Test
    @EnabledOnOs(OS.LINUX)
    void lowersTheCallingThreadAndNoOther() throws Exception {
        int before = niceness();

        CompletableFuture<Integer> lowered = new CompletableFuture<>();
        Thread thread = Thread.ofPlatform().start(() -> {
            InferencePriority.lower();
            InferencePriority.lower();
            lowered.complete(niceness());
        });
        thread.join();

        assertThat(lowered.join()).isEqualTo(Math.max(before, InferencePriority.NICENESS));
        assertThat(niceness()).isEqualTo(before);
    }

    private static int niceness() {
        try {
            String stat = Files.readString(Path.of("/proc/thread-self/stat"));
            String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return Integer.parseInt(afterName[NICE - 3]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
