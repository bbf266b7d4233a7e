package dev.maestro.local.data.item;

/** How the answer of a question with choices is written. */
public enum AnswerWriting {
    /** Whatever fits in one way only. */
    AUTO,
    /** {@code B}. */
    LETTER,
    /** The text of the choice. */
    TEXT,
    /** 0 for the first. */
    INDEX,
    /** 1 for the first. */
    NUMBER
}
