package dev.maestro.core.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.core.evaluate.item.BadLine;
import dev.maestro.core.evaluate.item.EvaluationItem;
import dev.maestro.core.evaluate.item.Half;
import dev.maestro.core.evaluate.item.ItemFolder;
import dev.maestro.core.evaluate.item.Selection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ItemFolderTest {

    @TempDir
    private Path folder;

    private ItemFolder.Checked check(List<Map<String, Object>> items) throws IOException {
        Items.write(folder, items.stream().map(Items::line).toList());
        return ItemFolder.at(folder).getFirst().check(Selection.ALL);
    }

    private static List<EvaluationItem> items(ItemFolder.Checked checked) throws IOException, InterruptedException {
        List<EvaluationItem> items = new ArrayList<>();
        checked.folder().each(checked, items::add);
        return items;
    }

    private String onlyReason(Map<String, Object> item) throws IOException {
        ItemFolder.Checked checked = check(List.of(item));
        assertThat(checked.size()).isZero();
        assertThat(checked.bad()).hasSize(1);
        return checked.bad().getFirst().toString();
    }

    @Test
    void readsItemsInOrder() throws Exception {
        ItemFolder.Checked checked = check(List.of(Items.item("b"), Items.item("a")));

        assertThat(checked.bad()).isEmpty();
        assertThat(items(checked)).extracting(EvaluationItem::id).containsExactly("b", "a");
        assertThat(items(checked))
                .extracting(EvaluationItem::set)
                .containsOnly(folder.getFileName().toString());
    }

    @Test
    @Tag("C38")
    void namesTheOneBadLineOfAHundredThousand() throws Exception {
        Path list = Items.write(folder, 100_000).resolve(ItemFolder.ITEMS);
        List<String> lines = new ArrayList<>(Files.readAllLines(list));
        lines.set(77_776, "{\"id\": \"cut off");
        Files.write(list, lines);

        ItemFolder.Checked checked = ItemFolder.at(folder).getFirst().check(Selection.ALL);

        assertThat(checked.bad()).hasSize(1);
        assertThat(checked.bad().getFirst().toString()).contains("items.jsonl line 77777: it is no item");
        assertThat(checked.size()).isEqualTo(99_999);
    }

    @Test
    void saysThatAnImageIsMissing() throws IOException {
        Map<String, Object> item = Items.item("a");
        item.put("images", List.of("images/none.png"));

        assertThat(onlyReason(item)).contains("line 1: the image images/none.png is missing");
    }

    @Test
    void saysThatAnImageIsBroken() throws IOException {
        Files.write(folder.resolve("half.png"), Arrays.copyOf(Items.PNG, Items.PNG.length / 2));
        Map<String, Object> item = Items.item("a");
        item.put("images", List.of("half.png"));

        assertThat(onlyReason(item))
                .contains("line 1: the image half.png cannot be used: ")
                .contains("stops after");
    }

    @Test
    @Tag("C47")
    void readsNoImageOutsideTheFolder() throws IOException {
        Map<String, Object> item = Items.item("a");
        item.put("images", List.of("../secret.png"));

        assertThat(onlyReason(item)).contains("the image ../secret.png lies outside the folder");
    }

    @Test
    void saysThatNoFileCanHaveTheNameOfAnImage() throws IOException {
        Map<String, Object> item = Items.item("a");
        item.put("images", List.of("a\u0000b.png"));

        assertThat(onlyReason(item)).contains("line 1: an image has a name that no file can have");
    }

    @Test
    void saysThatAChoiceOrAnImageIsNull() throws IOException {
        Map<String, Object> choices = Items.item("a");
        choices.put("choices", Arrays.asList("red", null));
        Map<String, Object> images = Items.item("a");
        images.put("images", Arrays.asList((Object) null));

        assertThat(onlyReason(choices)).contains("line 1: one of its choices is null");
        assertThat(onlyReason(images)).contains("line 1: one of its images is null");
    }

    @Test
    void saysThatAnIdStandsThereTwice() throws IOException {
        ItemFolder.Checked checked = check(List.of(Items.item("a"), Items.item("b"), Items.item("a")));

        assertThat(checked.bad()).hasSize(1);
        assertThat(checked.bad().getFirst().toString()).contains("line 3: the id a stands in the list twice");
        assertThat(checked.size()).isEqualTo(2);
    }

    @Test
    void saysThatTheAnswerIsNoneOfTheChoices() throws IOException {
        Map<String, Object> item = Items.item("a");
        item.put("choices", List.of("red", "blue"));
        item.put("answer_type", "choice");
        item.put("metric", "choice");
        item.put("answer", "C");

        assertThat(onlyReason(item)).contains("its answer 'C' is none of its 2 choices; give the letter A to B");
    }

    @Test
    void saysWhichMetricsThereAre() throws IOException {
        Map<String, Object> item = Items.item("a");
        item.put("metric", "bleu");

        assertThat(onlyReason(item)).contains("no scorer is called 'bleu'; use exact, choice");
    }

    @Test
    @Tag("C38")
    void saysWhichFieldIsMissing() throws IOException {
        Map<String, Object> item = Items.item("a");
        item.remove("answer");

        assertThat(onlyReason(item)).contains("line 1: it has no answer");
    }

    @Test
    void namesALineThatIsTooLongToBeHeld() throws IOException {
        Path list = Items.write(folder, 1).resolve(ItemFolder.ITEMS);
        Files.writeString(list, Files.readString(list) + "x".repeat(4_000_001));

        assertThatThrownBy(() -> ItemFolder.at(folder).getFirst().check(Selection.ALL))
                .hasMessageContaining("items.jsonl line 2 is longer than 4000000 characters");
    }

    @Test
    void saysThatALineIsNoUtf8() throws IOException {
        Files.write(
                folder.resolve(ItemFolder.ITEMS),
                Items.line(Items.item("sch\u00f6n")).getBytes(StandardCharsets.ISO_8859_1));

        ItemFolder.Checked checked = ItemFolder.at(folder).getFirst().check(Selection.ALL);

        assertThat(checked.bad()).extracting(BadLine::reason).containsExactly("it is not UTF-8 text");
    }

    @Test
    void drawsTheSameItemsWithTheSameSeedOnly() throws Exception {
        ItemFolder of = ItemFolder.at(Items.write(folder, 200)).getFirst();

        ItemFolder.Checked first = of.check(new Selection(20, 1, null, null));

        assertThat(first.size()).isEqualTo(20);
        assertThat(of.check(new Selection(20, 1, null, null)).chosen()).isEqualTo(first.chosen());
        assertThat(of.check(new Selection(20, 2, null, null)).chosen()).isNotEqualTo(first.chosen());
    }

    @Test
    void takesOnlyItemsOfASplit() throws Exception {
        Map<String, Object> dev = Items.item("dev-1");
        dev.put("split", "dev");
        check(List.of(Items.item("a"), dev));

        ItemFolder.Checked checked = ItemFolder.at(folder).getFirst().check(new Selection(0, 1, "dev", null));

        assertThat(items(checked)).extracting(EvaluationItem::id).containsExactly("dev-1");
    }

    @Test
    void partsHalvesByPictureSoThatNoPictureIsInBoth() throws Exception {
        List<Map<String, Object>> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            byte[] picture = Arrays.copyOf(Items.PNG, Items.PNG.length + 1);
            picture[Items.PNG.length] = (byte) i; // after its end, so it is still a picture
            Files.write(folder.resolve(i + ".png"), picture);
            for (String question : List.of("first", "second")) {
                Map<String, Object> item = Items.item(i + question);
                item.put("images", List.of(i + ".png"));
                all.add(item);
            }
        }
        check(all);
        ItemFolder of = ItemFolder.at(folder).getFirst();

        Set<String> train = pictures(of, new Half(true, 1));
        Set<String> dev = pictures(of, new Half(false, 1));

        assertThat(train).hasSizeBetween(8, 32).doesNotContainAnyElementsOf(dev);
        assertThat(train.size() + dev.size()).isEqualTo(40);
        assertThat(pictures(of, new Half(true, 2))).isNotEqualTo(train);
    }

    private static Set<String> pictures(ItemFolder of, Half half) throws IOException, InterruptedException {
        Set<String> pictures = new HashSet<>();
        items(of.check(new Selection(0, 1, null, half))).forEach(item -> pictures.addAll(item.images()));
        return pictures;
    }

    @Test
    void findsTheFoldersInAFolder() throws IOException {
        Items.write(folder.resolve("sums"), 1);
        Items.write(folder.resolve("products"), 1);

        assertThat(ItemFolder.at(folder)).extracting(ItemFolder::set).containsExactly("products", "sums");
    }

    @Test
    void saysWhatToNameWhenThereIsNoList() {
        assertThatThrownBy(() -> ItemFolder.at(folder.resolve("nowhere")))
                .hasMessageContaining("holds no items.jsonl. Name the folder that holds it, or the list itself.");
    }
}
