package dev.maestro.local.command.calibrate;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** The revision of the checkout that runs. */
public final class CodeRevision {

    private CodeRevision() {}

    /** Short hash of the commit, or {@code unknown} outside a checkout. */
    public static String of() {
        String launcher = System.getProperty("maestro.launcher");
        if (launcher == null) {
            return "unknown";
        }
        try {
            Process process = new ProcessBuilder("git", "rev-parse", "--short", "HEAD")
                    .directory(new File(launcher).getParentFile())
                    .redirectErrorStream(true)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0 ? text : "unknown";
        } catch (IOException e) {
            return "unknown";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }
}
