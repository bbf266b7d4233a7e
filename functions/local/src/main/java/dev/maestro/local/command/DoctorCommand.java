package dev.maestro.local.command;

import com.sun.management.OperatingSystemMXBean;
import dev.maestro.local.command.option.HomeOption;
import dev.maestro.local.command.option.JsonOption;
import dev.maestro.local.command.terminal.Table;
import dev.maestro.local.experts.EmbeddedExperts;
import dev.maestro.local.flow.Home;
import dev.maestro.local.flow.RunFile;
import dev.maestro.local.modelserver.EmbeddedModel;
import dev.maestro.local.modelserver.ModelException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code doctor}: what is found on this machine, what is missing, and what to do about it. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Looks at this machine: what is found, what is missing, what to do about it.",
        footer = {"", "Example:", "  ./maestro doctor"})
public final class DoctorCommand implements Callable<Integer> {

    private static final long GIGABYTE = 1L << 30;
    private static final int NEEDED_JAVA = 25;

    @Mixin
    private HomeOption home = new HomeOption();

    @Mixin
    private JsonOption json = new JsonOption();

    /**
     * One finding.
     *
     * @param what was looked at
     * @param status {@code ok}, {@code warning} or {@code missing}
     * @param found what there is
     * @param advice what to do; empty when all is well
     */
    public record Finding(String what, String status, String found, String advice) {}

    @Override
    public Integer call() {
        List<Finding> findings = new ArrayList<>();
        findings.add(java());
        findings.add(program("Maven", "mvn", "-v", "Install Maven 3.8.6 or newer to build and to run the tests."));
        findings.add(program("git", "git", "--version", "Install git to record which revision made a result."));
        findings.addAll(machine());
        findings.addAll(folder(home.home()));
        findings.addAll(models(home.home()));
        Table table = new Table("what", "status", "found");
        findings.forEach(finding -> table.row(finding.what(), finding.status(), finding.found()));
        System.out.print(table);
        findings.stream()
                .filter(finding -> !finding.advice().isEmpty())
                .forEach(finding -> System.out.println(finding.what() + ": " + finding.advice()));
        json.write(Map.of("findings", findings));
        return findings.stream().anyMatch(finding -> finding.status().equals("missing")) ? 1 : 0;
    }

    private static Finding java() {
        int version = Runtime.version().feature();
        String found = Runtime.version() + " in " + System.getProperty("java.home");
        return version >= NEEDED_JAVA
                ? new Finding("JDK", "ok", found, "")
                : new Finding("JDK", "missing", found, "Install JDK " + NEEDED_JAVA + " and set JAVA_HOME to it.");
    }

    private static Finding program(String name, String command, String option, String advice) {
        try {
            Process process = new ProcessBuilder(command, option)
                    .redirectErrorStream(true)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor(10, TimeUnit.SECONDS);
            String line = text.lines().findFirst().orElse("").replaceAll("\\e\\[[0-9;]*m", "");
            return new Finding(name, "ok", line, "");
        } catch (IOException e) {
            return new Finding(name, "warning", "not on the PATH", advice);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Finding(name, "warning", "interrupted", advice);
        }
    }

    private static List<Finding> machine() {
        int cores = Runtime.getRuntime().availableProcessors();
        List<Finding> findings = new ArrayList<>();
        findings.add(new Finding(
                "Processors",
                cores >= 2 ? "ok" : "warning",
                cores + " on " + System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                cores >= 2 ? "" : "With one core the demo takes twice as long."));
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            long total = system.getTotalMemorySize();
            findings.add(new Finding(
                    "Memory",
                    total >= 3 * GIGABYTE ? "ok" : "warning",
                    String.format(Locale.ROOT, "%.1f GB", total / (double) GIGABYTE),
                    total >= 3 * GIGABYTE ? "" : "A running Maestro needs up to 1.5 GB; close other programs."));
        }
        return findings;
    }

    private static List<Finding> folder(Home home) {
        List<Finding> findings = new ArrayList<>();
        try {
            home.create();
            Path probe = Files.createTempFile(home.path(), "probe", null);
            Files.delete(probe);
            long free = Files.getFileStore(home.path()).getUsableSpace();
            boolean enough = free >= GIGABYTE;
            findings.add(new Finding(
                    "Home",
                    enough ? "ok" : "warning",
                    String.format(Locale.ROOT, "%s, %.1f GB free", home.path(), free / (double) GIGABYTE),
                    enough ? "" : "Free some space, or choose another folder with --home."));
        } catch (IOException | Home.HomeException e) {
            findings.add(new Finding(
                    "Home", "missing", String.valueOf(e.getMessage()), "Choose a writable folder with --home."));
        }
        Optional<RunFile> running = RunFile.find(home);
        findings.add(new Finding(
                "Running flow",
                "ok",
                running.map(run -> run.http() + ", Kafka " + run.kafka() + ", process " + run.pid())
                        .orElse("none on this home"),
                ""));
        return findings;
    }

    private static List<Finding> models(Home home) {
        List<Finding> findings = new ArrayList<>();
        for (EmbeddedModel model : EmbeddedExperts.all(home.natives())) {
            try {
                model.load();
                findings.add(new Finding("Model " + model.name(), "ok", "loads", ""));
                model.unload();
            } catch (ModelException | RuntimeException | LinkageError e) {
                findings.add(new Finding(
                        "Model " + model.name(),
                        "warning",
                        String.valueOf(e.getMessage()),
                        "This model cannot run on this machine; pairs with it will be refused."));
            }
        }
        return findings;
    }
}
