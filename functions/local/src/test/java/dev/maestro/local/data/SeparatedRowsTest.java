package dev.maestro.local.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.local.data.row.RowSource;
import dev.maestro.local.data.row.SeparatedRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeparatedRowsTest {

    @TempDir
    private Path folder;

    /** Each row as its values between bars, each bad one as where and why. */
    private List<String> rows(String text, boolean quoted) throws IOException {
        Path file = Files.writeString(folder.resolve("qa.csv"), text);
        List<String> rows = new ArrayList<>();
        try (SeparatedRows source = new SeparatedRows(file, ',', quoted)) {
            for (Optional<RowSource.Entry> next = source.next(); next.isPresent(); next = source.next()) {
                rows.add(
                        switch (next.get()) {
                            case RowSource.Entry.Good good ->
                                good.row().values().values().stream()
                                        .map(String::valueOf)
                                        .collect(Collectors.joining("|"));
                            case RowSource.Entry.Bad bad -> bad.where() + " " + bad.reason();
                        });
            }
        }
        return rows;
    }

    @Test
    void aRowThatIsQuotedWronglyCostsThatRowAlone() throws IOException {
        List<String> rows = rows("""
                id,question,answer
                a,"said ""yes"", once",1
                b,"shut"too early,1
                c,5" disk,1
                d,"never closed,1
                e,"over
                two lines",1

                f,fine,1
                g,"never closed,1
                h,fine,1
                """, true);

        String hint = "; if its quotation marks enclose nothing, say --quotes none";
        assertThat(rows)
                .containsExactly(
                        "a|said \"yes\", once|1",
                        "qa.csv line 3 is quoted wrongly: text stands beside a closing quotation mark" + hint,
                        "c|5\" disk|1",
                        "qa.csv line 5 is quoted wrongly: text stands beside a closing quotation mark" + hint,
                        "e|over\ntwo lines|1",
                        "f|fine|1",
                        "qa.csv line 10 has a quotation mark that is never closed" + hint,
                        "h|fine|1");
    }

    @Test
    void aMarkThatIsNeverClosedInALongFileCostsOneRow() throws IOException {
        StringBuilder text = new StringBuilder("question,answer\n\"never closed,1\n");
        for (int i = 0; i < 5000; i++) {
            text.append(i).append("?,1\n");
        }

        List<String> rows = rows(text.toString(), true);

        assertThat(rows).hasSize(5001).element(1).isEqualTo("0?|1");
        assertThat(rows.getFirst()).startsWith("qa.csv line 2 has a quotation mark that is never closed");
        assertThat(rows.getLast()).isEqualTo("4999?|1");
    }

    @Test
    void quotationMarksAreSignsLikeOthersWhereNothingIsQuoted() throws IOException {
        assertThat(rows("question,answer\n\"open,1\n\"a\"b,2\n", false)).containsExactly("\"open|1", "\"a\"b|2");
    }

    @Test
    void saysWhichRowHasAnotherNumberOfValues() throws IOException {
        assertThat(rows("\uFEFFquestion,answer\none\nwhat?,2\n", true))
                .containsExactly("qa.csv line 2 has 1 values, the first line names 2 columns", "what?|2");
    }
}
