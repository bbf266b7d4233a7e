package dev.maestro.local.data.picture;

import dev.maestro.local.data.row.RowProblem;
import java.io.IOException;

/** Takes pictures of rows. */
public interface PictureSink {

    /**
     * Takes one.
     *
     * @param bytes as published
     * @return name inside the folder of the items
     * @throws RowProblem when it is no picture
     */
    String take(byte[] bytes) throws RowProblem, IOException;
}
