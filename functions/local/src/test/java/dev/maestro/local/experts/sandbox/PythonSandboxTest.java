package dev.maestro.local.experts.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.local.experts.sandbox.SandboxRun.Outcome;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("C24")
class PythonSandboxTest {

    private static final long MEGABYTE = 1024 * 1024;
    private static final SandboxLimits SMALL = new SandboxLimits(3_000_000, 48 * MEGABYTE, Duration.ofSeconds(60));

    private static SandboxRun run(String source) {
        return new PythonSandbox(SMALL).run(source, () -> false);
    }

    @Test
    void runsASource() {
        SandboxRun run = run("""
                def f(text):
                    return sorted(set(text.swapcase())), {'b': 1, 'a': 2}
                print(repr(f('Héllo')))
                """);

        assertThat(run.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(run.output()).isEqualTo("(['L', 'O', 'h', 'É'], {'b': 1, 'a': 2})\n");
    }

    @Test
    void saysWhatWasRaisedAndWhere() {
        SandboxRun run = run("print('before')\nx = 1\nassert x == 2, 'x is 1'\n");

        assertThat(run.outcome()).isEqualTo(Outcome.RAISED);
        assertThat(run.error()).isEqualTo("AssertionError: x is 1 (line 3)");
        assertThat(run.output()).isEqualTo("before\n");
    }

    @Test
    void saysWhichLineIsNoPython() {
        assertThat(run("x = 1\nif x\n").error()).startsWith("SyntaxError").endsWith("(line 2)");
    }

    @Test
    void startsAnewEachTime() {
        PythonSandbox sandbox = new PythonSandbox(SMALL);

        sandbox.run("import builtins\nbuiltins.len = lambda x: 42\nopen('/guest/left', 'w').write('x')", () -> false);
        SandboxRun second = sandbox.run("import os\nprint(len([]), sorted(os.listdir('/guest')))", () -> false);

        assertThat(second.output()).isEqualTo("0 ['guest.py']\n");
    }

    @Test
    void endsAnEndlessLoopForWantOfFuel() {
        SandboxRun first = run("while True:\n    pass");
        SandboxRun second = run("while True:\n    pass");

        assertThat(first.outcome()).isEqualTo(Outcome.OUT_OF_FUEL);
        assertThat(first.fuel()).isEqualTo(SMALL.fuel());
        assertThat(second).isEqualTo(first);
    }

    @Test
    void usesTheSameFuelForTheSameSource() {
        String source = "print(sum(x * x for x in range(1000)))";

        assertThat(run(source).fuel()).isEqualTo(run(source).fuel()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import re\nre.match('(a+)+$', 'a' * 50 + 'b')",
                "try:\n    while True: pass\nexcept BaseException:\n    while True: pass",
                "print(10 ** 10 ** 8)",
                "list(range(10 ** 6)) * 2",
            })
    void endsOtherWorkWithoutEnd(String source) {
        assertThat(run(source).outcome()).isIn(Outcome.OUT_OF_FUEL, Outcome.OUT_OF_MEMORY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x = [0] * (10 ** 9)",
                "x = 'a' * (40 * 1024 * 1024)",
                "x = []\nwhile True:\n    x.append('a' * 1000000)",
                "print('a' * (14 * 1024 * 1024))",
            })
    void endsAMemoryBomb(String source) {
        assertThat(run(source).outcome()).isEqualTo(Outcome.OUT_OF_MEMORY);
    }

    @Test
    void endsAfterItsTime() {
        SandboxLimits brief = new SandboxLimits(Long.MAX_VALUE, 48 * MEGABYTE, Duration.ofMillis(300));

        assertThat(new PythonSandbox(brief).run("while True: pass", () -> false).outcome())
                .isEqualTo(Outcome.TIMED_OUT);
    }

    @Test
    void wakesASleeperAfterItsTime() {
        SandboxLimits brief = new SandboxLimits(Long.MAX_VALUE, 48 * MEGABYTE, Duration.ofMillis(300));

        assertThat(new PythonSandbox(brief)
                        .run("import time\ntime.sleep(100000)", () -> false)
                        .outcome())
                .isIn(Outcome.TIMED_OUT, Outcome.TRAPPED);
    }

    @Test
    void endsWhenNobodyWaits() {
        SandboxLimits endless = new SandboxLimits(Long.MAX_VALUE, 48 * MEGABYTE, Duration.ofDays(1));
        AtomicInteger looks = new AtomicInteger();

        SandboxRun run = new PythonSandbox(endless).run("while True: pass", () -> looks.incrementAndGet() > 3);

        assertThat(run.outcome()).isEqualTo(Outcome.TIMED_OUT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "open('/etc/passwd').read()",
                "open('/proc/self/environ').read()",
                "open('/guest/../../etc/passwd').read()",
                "import os\nos.symlink('/etc/passwd', '/guest/x')\nopen('/guest/x').read()",
                "import os\nos.listdir('/')",
                "import os\nos.system('id')",
                "import os\nos.fork()",
                "import os\nos.execv('/bin/sh', ['sh'])",
                "import subprocess\nsubprocess.run(['id'])",
                "import socket\nsocket.create_connection(('127.0.0.1', 80), 1)",
                "import ctypes\nctypes.CDLL(None)",
                "import threading\nthreading.Thread(target=print).start()",
                "import multiprocessing",
                "import sys\nsys.exit(0)",
                "raise KeyboardInterrupt",
            })
    void escapesNowhere(String attempt) {
        SandboxLimits ample = new SandboxLimits(25_000_000, 64 * MEGABYTE, Duration.ofMinutes(10));

        SandboxRun run = new PythonSandbox(ample).run(attempt, () -> false);

        assertThat(run.outcome()).as(run.toString()).isIn(Outcome.RAISED, Outcome.OUT_OF_FUEL);
    }

    @Test
    void showsNoEnvironmentAndNoArguments() {
        SandboxRun run = run("import os, sys\nprint(sorted(os.environ), sys.argv)");

        assertThat(run.output()).doesNotContain("PATH", "HOME", "USER", "KEY", "SECRET");
    }

    @Test
    void endsWithItsInterpreter() {
        SandboxRun run = run("import os\nos._exit(0)");

        assertThat(run.outcome()).isEqualTo(Outcome.TRAPPED);
        assertThat(run.error()).contains("exit code 0");
    }

    @Test
    void survivesADeepRecursion() {
        assertThat(run("def f(n):\n    return f(n + 1)\nf(0)").error()).startsWith("RecursionError");
        assertThat(run("import sys\nsys.setrecursionlimit(10 ** 9)\ndef f(n):\n    return f(n + 1)\nf(0)")
                        .outcome())
                .isIn(Outcome.OUT_OF_MEMORY, Outcome.OUT_OF_FUEL, Outcome.TRAPPED);
        assertThat(run("print('still here')").output()).isEqualTo("still here\n");
    }

    @Test
    void cutsOutputThatIsTooLong() {
        assertThat(run("print('a' * 100000)").output()).hasSize(20_000);
    }
}
