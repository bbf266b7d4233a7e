package dev.maestro.core.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShortlistTest {

    @Test
    void findsTheLargestNumbersAndTheFirstOfEquals() {
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 50; round++) {
            float[] numbers = new float[random.nextInt(1, 400)];
            for (int i = 0; i < numbers.length; i++) {
                int drawn = random.nextInt(20);
                numbers[i] = drawn == 0 ? Float.NEGATIVE_INFINITY : drawn;
            }
            int count = random.nextInt(1, 60);

            int[] found = Shortlist.largest(numbers, count);

            assertThat(found)
                    .containsExactly(IntStream.range(0, numbers.length)
                            .boxed()
                            .filter(i -> numbers[i] != Float.NEGATIVE_INFINITY)
                            .sorted(Comparator.comparingDouble((Integer i) -> -numbers[i])
                                    .thenComparing(i -> i))
                            .limit(count)
                            .mapToInt(i -> i)
                            .toArray());
        }
    }

    @Test
    void joinsColumnsInOrderAndOnce() {
        assertThat(Shortlist.together(new int[] {5, 1}, new int[] {1, 9}, new int[0]))
                .containsExactly(1, 5, 9);
        assertThat(Arrays.stream(Shortlist.together(new int[] {3, 3})).toArray())
                .containsExactly(3);
    }
}
