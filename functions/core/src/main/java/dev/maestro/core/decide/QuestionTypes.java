package dev.maestro.core.decide;

import dev.maestro.core.estimate.Kernels;
import java.util.Arrays;

/**
 * Kinds of questions, found by their wording alone: k-means over the calibration questions, begun with the questions
 * that lie farthest apart, so that it needs no chance. Immutable.
 */
final class QuestionTypes {

    private static final int MOST = 16;
    private static final int ROUNDS = 12;
    private static final double NEW_TYPE_BELOW = 0.9;

    private final float[][] centres;
    private final int[] typeOf;

    QuestionTypes(float[][] questions) {
        this.typeOf = new int[questions.length];
        this.centres = farthest(questions);
        for (int round = 0; round < ROUNDS; round++) {
            for (int j = 0; j < questions.length; j++) {
                typeOf[j] = of(questions[j]);
            }
            move(questions);
        }
    }

    private static float[][] farthest(float[][] questions) {
        if (questions.length == 0) {
            return new float[0][];
        }
        float[][] chosen = new float[MOST][];
        double[] nearest = new double[questions.length];
        Arrays.fill(nearest, -1);
        int next = 0;
        int count = 0;
        while (count < MOST && (count == 0 || nearest[next] < NEW_TYPE_BELOW)) {
            chosen[count] = questions[next].clone();
            for (int j = 0; j < questions.length; j++) {
                nearest[j] = Math.max(nearest[j], Kernels.cosine(questions[j], chosen[count]));
            }
            count++;
            next = 0;
            for (int j = 1; j < questions.length; j++) {
                if (nearest[j] < nearest[next]) {
                    next = j;
                }
            }
        }
        return Arrays.copyOf(chosen, count);
    }

    private void move(float[][] questions) {
        for (int c = 0; c < centres.length; c++) {
            float[] sum = new float[centres[c].length];
            boolean any = false;
            for (int j = 0; j < questions.length; j++) {
                if (typeOf[j] == c) {
                    any = true;
                    for (int i = 0; i < sum.length; i++) {
                        sum[i] += questions[j][i];
                    }
                }
            }
            if (any) {
                centres[c] = sum;
            }
        }
    }

    /** The type of a question, from 0; -1 when there are no calibration questions. */
    int of(float[] question) {
        int best = -1;
        double bestCosine = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < centres.length; c++) {
            double cosine = Kernels.cosine(question, centres[c]);
            if (cosine > bestCosine) {
                best = c;
                bestCosine = cosine;
            }
        }
        return best;
    }

    /**
     * One for each calibration task of that type, else 0.
     *
     * @return shape [n]
     */
    double[] members(int type) {
        double[] result = new double[typeOf.length];
        for (int j = 0; j < result.length; j++) {
            result[j] = typeOf[j] == type ? 1 : 0;
        }
        return result;
    }
}
