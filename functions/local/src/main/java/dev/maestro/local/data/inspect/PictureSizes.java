package dev.maestro.local.data.inspect;

import dev.maestro.core.task.ImageHeader;
import dev.maestro.local.data.picture.PictureFolder;
import dev.maestro.local.data.picture.PictureSink;
import dev.maestro.local.data.row.RowProblem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Measures pictures and keeps none. */
final class PictureSizes implements PictureSink {

    private final Set<String> seen = new HashSet<>();
    private final Map<String, Long> formats = new TreeMap<>();
    private final List<Size> sizes = new ArrayList<>();
    private long taken;
    private long bytes;

    private record Size(int width, int height) {

        long pixels() {
            return (long) width * height;
        }

        @Override
        public String toString() {
            return width + " x " + height;
        }
    }

    @Override
    public String take(byte[] picture) throws RowProblem {
        ImageHeader header = PictureFolder.header(picture);
        taken++;
        String hash = PictureFolder.hash(picture);
        if (seen.add(hash)) {
            bytes += picture.length;
            formats.merge(header.mediaType().substring("image/".length()), 1L, Long::sum);
            sizes.add(new Size(header.width(), header.height()));
        }
        return hash;
    }

    Inspection.Pictures summary() {
        List<Size> sorted =
                sizes.stream().sorted(Comparator.comparing(Size::pixels)).toList();
        return new Inspection.Pictures(
                taken,
                seen.size(),
                bytes,
                formats,
                sorted.isEmpty() ? "" : sorted.getFirst().toString(),
                sorted.isEmpty() ? "" : sorted.get(sorted.size() / 2).toString(),
                sorted.isEmpty() ? "" : sorted.getLast().toString());
    }
}
