package dev.maestro.lab.tasks.family;

/** What tasks are for; decides which fonts, layouts and wordings they may use. */
public enum Split {
    /** For learning. */
    TRAIN,
    /** For choosing settings and checkpoints. */
    DEV,
    /** For the final figure only. */
    TEST,
    /** For calibration records: the fonts, layouts and wordings of {@link #TRAIN}, but other tasks. */
    CALIBRATION;

    /** Name in items files. */
    public String label() {
        return switch (this) {
            case TRAIN -> "train";
            case DEV -> "dev";
            case TEST -> "test";
            case CALIBRATION -> "calibration";
        };
    }
}
