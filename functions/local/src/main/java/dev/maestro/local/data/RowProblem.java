package dev.maestro.local.data;

/** A row that gives no item; the message says why, without file and row. */
final class RowProblem extends Exception {

    private static final long serialVersionUID = 1L;

    RowProblem(String message) {
        super(message);
    }
}
