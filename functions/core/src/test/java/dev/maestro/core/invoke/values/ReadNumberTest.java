package dev.maestro.core.invoke.values;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadNumberTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            4O        | 40
            l2        | 12
            1S0       | 150
            12.50     | 12.50
            1 , 234   | 1234
            $ 1,036.00 | 1036.00
            45%       | 45
            12,5      | 12.5
            'A-3391'  | A-3391
            SOS       | SOS
            .12.      | 12
            """)
    void writesNumbersPlainlyAndLeavesTextAlone(String read, String plain) {
        assertThat(ReadNumber.plain(read)).isEqualTo(plain);
    }
}
