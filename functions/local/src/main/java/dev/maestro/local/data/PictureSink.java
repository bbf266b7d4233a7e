package dev.maestro.local.data;

import java.io.IOException;

/** Takes pictures of rows. */
interface PictureSink {

    /**
     * Takes one.
     *
     * @param bytes as published
     * @return name inside the folder of the items
     * @throws RowProblem when it is no picture
     */
    String take(byte[] bytes) throws RowProblem, IOException;
}
