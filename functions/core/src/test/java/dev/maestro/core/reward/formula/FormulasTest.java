package dev.maestro.core.reward.formula;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("C33")
class FormulasTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            29.73              | 2\\sqrt{221}
            2 \\sqrt { 221 }   | 2\\sqrt{221}
            \\sqrt{884}        | 2\\sqrt{221}
            2√221              | 2\\sqrt{221}
            \\frac{1}{2}       | 0.5
            \\frac12           | 1/2
            \\dfrac{3}{6}      | \\frac{1}{2}
            $\\boxed{12}$      | 12
            k = 12             | 12
            90°                | 90
            90^{\\circ}        | 90
            45\\%              | 45
            12 cm^2            | 12
            5 m                | 5
            1,234.5            | 1234.5
            x^2+2x+1           | (x+1)^2
            (a-b)(a+b)         | a^2 - b^2
            \\frac{x^2-1}{x-1} | x+1
            \\sin^2            | \\sin^2
            6\\pi              | 6π
            18.85              | 6\\pi
            2^{10}             | 1024
            y = 2x + 1         | 2x - y + 1 = 0
            (3, 4)             | (3,4)
            3!                 | 6
            \\sqrt[3]{27}      | 3
            \\log{100}         | 2
            km/h               | km/h
            10^{20}+1          | 10^{20}+1
            """)
    void areEqual(String answer, String right) {
        assertThat(Formulas.equal(answer, right)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            29.7          | 2\\sqrt{221}
            29.74         | 2\\sqrt{221}
            0.33          | 1/2
            x^2+1         | (x+1)^2
            x             | y
            x+1           | x
            10^{20}+1     | 10^{20}
            (3,4)         | (4,3)
            (3,4)         | 3
            y = 2x + 1    | y = 2x
            1/0           | 2/0
            km/h          | m/s
            the answer 12 | 12
            12 or 13      | 12
            1             | 11
            e             | red
            3.1           | \\pi
            """)
    void differ(String answer, String right) {
        assertThat(Formulas.equal(answer, right)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "__import__('os').system('id')",
        "java.lang.Runtime.getRuntime().exec('id')",
        "\\write18{id}",
        "\\input{/etc/passwd}",
        "9^9^9^9^9",
        "((9!)!)!",
        "10^(10^10)",
    })
    @Tag("C34")
    void readsTextThatWouldRunSomethingElsewhereAsNoEqualFormula(String attack) {
        assertThat(Formulas.equal(attack, "7")).isFalse();
    }

    @Test
    void endsOnTheLongestAndDeepestFormulas() {
        String deep = "(".repeat(400) + "1" + ")".repeat(400);
        String wide = "x^x^x^x+".repeat(60) + "1";
        String huge = "9".repeat(10_000_000);

        assertThat(Formulas.equal(deep, "2")).isFalse();
        assertThat(Formulas.equal(wide, "2")).isFalse();
        assertThat(Formulas.equal(huge, "2")).isFalse();
    }

    @Test
    void neverThrowsOnRandomText() {
        Random random = new Random(5);
        String signs = "0123456789.xyzabe+-*/^!()[]{}|\\,= $%°√πfracsqrt";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(40); length >= 0; length--) {
                text.append(signs.charAt(random.nextInt(signs.length())));
            }

            boolean equal = Formulas.equal(text.toString(), "2\\sqrt{221}");

            assertThat(equal && !text.toString().contains("9")).as("'%s'", text).isFalse();
        }
    }

    @Test
    void knowsAFormulaInAnotherOrderAndAnotherValueApart() {
        Random random = new Random(3);
        for (int i = 0; i < 500; i++) {
            int a = random.nextInt(40) - 20;
            int b = 1 + random.nextInt(20);
            String expanded = "x^2 + (" + (a + b) + ")x + (" + a * b + ")";
            String product = "(x + (" + b + "))(x + (" + a + "))";

            assertThat(Formulas.equal(expanded, product)).as(product).isTrue();
            assertThat(Formulas.equal(expanded + " + 1", product)).as(product).isFalse();
        }
    }
}
