package dev.maestro.core.episode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {

    private static final List<String> CITIES = List.of("10", "12", "Rome", "Santa Ana");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            12        | B
            12.0      | B
            $12       | B
            rome      | C
            Rorne     |
            Sant Ana  | D
            13        |
            """)
    void mapsWhatWasFoundToTheLetterOfItsOption(String found, String letter) {
        assertThat(Options.letter(found, CITIES, 0)).isEqualTo(Optional.ofNullable(letter));
    }

    @Test
    void givesNoLetterWhenTwoOptionsAreAsNear() {
        assertThat(Options.letter("15", List.of("10", "20"), 0.6)).isEmpty();
        assertThat(Options.letter("Rome", List.of("Rome", "Rome"), 0)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"A, true", "(D), true", "E, false", "a, false", "rome, true", "13, false", "'', false"})
    void knowsWhatNamesAnOption(String text, boolean names) {
        assertThat(Options.names(text, CITIES)).isEqualTo(names);
    }

    @ParameterizedTest
    @CsvSource({"13, B", "-400, A", "Roma, C", "'', A"})
    void findsTheNearestOptionHoweverFarItIs(String found, String letter) {
        assertThat(Options.nearest(found, CITIES)).isEqualTo(letter);
    }

    @Test
    void takesTheMostAlikeOptionForANumberThatIsAmongWords() {
        assertThat(Options.nearest("7", List.of("Rome", "Room 7"))).isEqualTo("B");
    }
}
