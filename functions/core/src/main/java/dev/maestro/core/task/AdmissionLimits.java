package dev.maestro.core.task;

/**
 * What a task may bring.
 *
 * @param maxImages images of one task
 * @param maxPixels width times height of one image
 * @param maxImageBytes encoded size of one image
 * @param maxQuestionCharacters length of the question
 */
public record AdmissionLimits(int maxImages, long maxPixels, long maxImageBytes, int maxQuestionCharacters) {

    /** 16 images of 64 megapixels and 20 MB, 32,000 characters. */
    public static final AdmissionLimits DEFAULT = new AdmissionLimits(16, 64_000_000, 20_000_000, 32_000);
}
