package dev.maestro.local.experts.reader;

import dev.maestro.local.experts.nativecode.NativeLibraries;
import dev.maestro.local.experts.picture.NativeMemory;
import dev.maestro.local.experts.picture.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.tesseract.ResultIterator;
import org.bytedeco.tesseract.TessBaseAPI;
import org.bytedeco.tesseract.global.tesseract;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Tesseract: reads words; neighbours on a line are joined unless a wide gap parts them, so that a table cell or an axis
 * label is a piece of its own. Keeps a few engines, as each serves one thread at a time. Thread-safe.
 */
final class TesseractReader implements TextReader, AutoCloseable {

    /** Tesseract reads best when letters are about 30 pixels high; pictures with shorter sides are enlarged. */
    private static final int SMALL_SIDE = 1000;

    private static final double ENLARGEMENT = 2;
    private static final int LONGEST_SIDE = 4000;
    private static final double GAP = 1.2;
    private static final int MARGIN = 12;

    private final NativeLibraries libraries;
    private final ConcurrentLinkedQueue<TesseractEngine> idle = new ConcurrentLinkedQueue<>();
    private final Semaphore engines;
    private final Lock opening = new ReentrantLock();

    /** @param mostEngines that work at the same time; each takes about 30 MB */
    TesseractReader(NativeLibraries libraries, int mostEngines) {
        this.libraries = libraries;
        this.engines = new Semaphore(mostEngines, true);
    }

    @Override
    public List<TextLine> read(Picture picture, Layout layout, Runnable checkpoint) {
        engines.acquireUninterruptibly();
        try {
            checkpoint.run();
            TesseractEngine engine = idle.poll();
            if (engine == null) {
                engine = open();
            }
            try (NativeMemory.Scope scope = picture.scope().inner()) {
                return TextLine.inReadingOrder(read(engine.api(), picture, layout, scope));
            } finally {
                engine.api().Clear();
                idle.add(engine);
            }
        } finally {
            engines.release();
        }
    }

    /** One after the other: their classes load each other. */
    private TesseractEngine open() {
        opening.lock();
        try {
            return TesseractEngine.open(libraries);
        } finally {
            opening.unlock();
        }
    }

    private static List<TextLine> read(TessBaseAPI api, Picture picture, Layout layout, NativeMemory.Scope scope) {
        double scale = scale(picture);
        int margin = layout == Layout.LINE || layout == Layout.CHARACTER ? MARGIN : 0;
        Mat grey = scope.mat();
        Imgproc.cvtColor(picture.colours(), grey, Imgproc.COLOR_BGR2GRAY);
        Mat sized = grey;
        if (scale != 1) {
            sized = scope.mat();
            int method = scale > 1 ? Imgproc.INTER_CUBIC : Imgproc.INTER_AREA;
            Imgproc.resize(grey, sized, new Size(), scale, scale, method);
        }
        if (margin > 0) {
            Mat framed = scope.mat();
            Core.copyMakeBorder(sized, framed, margin, margin, margin, margin, Core.BORDER_REPLICATE);
            sized = framed;
        }
        // Every pointer made from here on is freed with the scope.
        PointerScope pointers = new PointerScope();
        scope.keep(pointers, pointers::close);
        BytePointer pixels = new BytePointer(sized.total());
        byte[] copy = new byte[(int) sized.total()];
        sized.get(0, 0, copy);
        pixels.put(copy, 0, copy.length);
        api.SetPageSegMode(mode(layout));
        api.SetImage(pixels, sized.cols(), sized.rows(), 1, sized.cols());
        if (api.Recognize(null) != 0) {
            throw new IllegalStateException("Tesseract failed on a picture of " + sized.size());
        }
        return lines(words(api, scope), scale, margin, picture);
    }

    private static double scale(Picture picture) {
        int longest = Math.max(picture.width(), picture.height());
        if (longest > LONGEST_SIDE) {
            return LONGEST_SIDE / (double) longest;
        }
        return longest < SMALL_SIDE ? ENLARGEMENT : 1;
    }

    private static int mode(Layout layout) {
        return switch (layout) {
            case PAGE -> tesseract.PSM_AUTO;
            case SPARSE -> tesseract.PSM_SPARSE_TEXT;
            case LINE -> tesseract.PSM_SINGLE_LINE;
            case CHARACTER -> tesseract.PSM_SINGLE_CHAR;
        };
    }

    /** A word in pixels of what Tesseract saw. */
    private record Word(String text, double confidence, int left, int top, int right, int bottom, boolean startsLine) {}

    private static List<Word> words(TessBaseAPI api, NativeMemory.Scope scope) {
        List<Word> words = new ArrayList<>();
        ResultIterator iterator = api.GetIterator();
        if (iterator == null || iterator.isNull()) {
            return words;
        }
        scope.keep(iterator, () -> tesseract.TessResultIteratorDelete(iterator));
        IntPointer left = new IntPointer(1);
        IntPointer top = new IntPointer(1);
        IntPointer right = new IntPointer(1);
        IntPointer bottom = new IntPointer(1);
        do {
            if (iterator.Empty(tesseract.RIL_WORD)) {
                continue;
            }
            try (BytePointer text = iterator.GetUTF8Text(tesseract.RIL_WORD)) {
                String word =
                        text == null || text.isNull() ? "" : text.getString().strip();
                if (!word.isEmpty() && iterator.BoundingBox(tesseract.RIL_WORD, left, top, right, bottom)) {
                    words.add(new Word(
                            word,
                            iterator.Confidence(tesseract.RIL_WORD) / 100.0,
                            left.get(),
                            top.get(),
                            right.get(),
                            bottom.get(),
                            iterator.IsAtBeginningOf(tesseract.RIL_TEXTLINE)));
                }
                if (text != null && !text.isNull()) {
                    tesseract.TessDeleteText(text);
                }
            }
        } while (iterator.Next(tesseract.RIL_WORD));
        return words;
    }

    private static List<TextLine> lines(List<Word> words, double scale, int margin, Picture picture) {
        List<TextLine> lines = new ArrayList<>();
        List<Word> line = new ArrayList<>();
        for (Word word : words) {
            if (!line.isEmpty() && (word.startsLine || parted(line.getLast(), word))) {
                lines.add(joined(line, scale, margin, picture));
                line.clear();
            }
            line.add(word);
        }
        if (!line.isEmpty()) {
            lines.add(joined(line, scale, margin, picture));
        }
        return lines;
    }

    private static boolean parted(Word word, Word next) {
        int height = Math.max(word.bottom - word.top, next.bottom - next.top);
        return next.left - word.right > GAP * height;
    }

    private static TextLine joined(List<Word> line, double scale, int margin, Picture picture) {
        int left = Integer.MAX_VALUE;
        int top = Integer.MAX_VALUE;
        int right = 0;
        int bottom = 0;
        double confidence = 0;
        StringBuilder text = new StringBuilder();
        for (Word word : line) {
            left = Math.min(left, word.left);
            top = Math.min(top, word.top);
            right = Math.max(right, word.right);
            bottom = Math.max(bottom, word.bottom);
            confidence += word.confidence / line.size();
            text.append(text.isEmpty() ? "" : " ").append(word.text);
        }
        int x = Math.clamp(Math.round((left - margin) / scale), 0, picture.width() - 1);
        int y = Math.clamp(Math.round((top - margin) / scale), 0, picture.height() - 1);
        int endX = Math.clamp(Math.round((right - margin) / scale), x + 1, picture.width());
        int endY = Math.clamp(Math.round((bottom - margin) / scale), y + 1, picture.height());
        return new TextLine(text.toString(), confidence, x, y, endX - x, endY - y);
    }

    /** Frees the engines; no call may be running. */
    @Override
    public void close() {
        for (TesseractEngine engine = idle.poll(); engine != null; engine = idle.poll()) {
            engine.close();
        }
    }
}
