package dev.maestro.local.data.row;

/** A row that gives no item; the message says why, without file and row. */
public final class RowProblem extends Exception {

    private static final long serialVersionUID = 1L;

    public RowProblem(String message) {
        super(message);
    }
}
