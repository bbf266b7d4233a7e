package dev.maestro.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A command line that means nothing gets a word on what is wrong and where to look, not the whole help. */
class WrongUseTest {

    private final PrintStream before = System.err;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @BeforeEach
    void listen() {
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void leave() {
        System.setErr(before);
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void anArgumentThatIsMissingIsNamed() {
        assertThat(MaestroCommand.execute("ask")).isEqualTo(2);

        assertThat(said().lines())
                .containsExactly(
                        "maestro: Missing required parameter: 'QUESTION'", "./maestro ask --help shows what it takes.");
    }

    @Test
    void aMistypedOptionGetsTheLikeliestOne() {
        assertThat(MaestroCommand.execute("ask", "--imag=a.png", "What?")).isEqualTo(2);

        assertThat(said()).startsWith("maestro: Unknown option: '--imag=a.png'").contains("--image");
        assertThat(said().lines()).hasSizeLessThan(4);
    }

    @Test
    void aMistypedCommandOfAGroupGetsTheLikeliestOne() {
        assertThat(MaestroCommand.execute("registry", "lst")).isEqualTo(2);

        assertThat(said()).contains("'lst'").contains("registry list");
        assertThat(said().lines()).hasSizeLessThan(4);
    }

    @Test
    void aNumberThatIsNoneIsNamedWithItsOption() {
        assertThat(MaestroCommand.execute("demo", "--tasks", "many")).isEqualTo(2);

        assertThat(said()).contains("--tasks").contains("many").contains("./maestro demo --help");
    }
}
