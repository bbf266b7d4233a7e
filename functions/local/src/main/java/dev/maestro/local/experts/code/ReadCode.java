package dev.maestro.local.experts.code;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.ChecksumException;
import com.google.zxing.DecodeHintType;
import com.google.zxing.FormatException;
import com.google.zxing.InvertedLuminanceSource;
import com.google.zxing.LuminanceSource;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.Result;
import com.google.zxing.ResultPoint;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.datamatrix.DataMatrixReader;
import com.google.zxing.multi.GenericMultipleBarcodeReader;
import com.google.zxing.multi.qrcode.QRCodeMultiReader;
import dev.maestro.core.episode.Json;
import dev.maestro.local.experts.ExpertCall;
import dev.maestro.local.experts.ExpertEngine;
import dev.maestro.local.experts.picture.Grey;
import dev.maestro.local.experts.picture.Pictures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Capability {@code read-code}: all barcodes in a picture, by ZXing. Tries the picture as it is, smaller, turned by 90
 * degrees, and inverted, each with two ways to tell black from white, until something is found. Thread-safe.
 */
public final class ReadCode implements ExpertEngine {

    private static final int[] LONGEST_SIDES = {1600, 800, 400};

    private static final Map<DecodeHintType, Object> HINTS = Map.of(
            DecodeHintType.TRY_HARDER,
            true,
            DecodeHintType.POSSIBLE_FORMATS,
            EnumSet.of(
                    BarcodeFormat.QR_CODE,
                    BarcodeFormat.DATA_MATRIX,
                    BarcodeFormat.AZTEC,
                    BarcodeFormat.PDF_417,
                    BarcodeFormat.EAN_13,
                    BarcodeFormat.EAN_8,
                    BarcodeFormat.UPC_A,
                    BarcodeFormat.UPC_E,
                    BarcodeFormat.CODE_128,
                    BarcodeFormat.CODE_39,
                    BarcodeFormat.CODE_93,
                    BarcodeFormat.ITF,
                    BarcodeFormat.CODABAR));

    private final Pictures pictures;

    public ReadCode(Pictures pictures) {
        this.pictures = pictures;
    }

    /** A code with its box in pixels of the picture. */
    private record Code(String format, String text, double x, double y, double width, double height) {}

    @Override
    public JsonNode answer(ExpertCall call) {
        // The pixels are copied to the heap, so the picture is freed before the search begins.
        List<Grey> sizes = pictures.with(call.image(), picture -> {
            List<Grey> greys = new ArrayList<>();
            for (int side : LONGEST_SIDES) {
                if (greys.isEmpty() || Math.max(picture.width(), picture.height()) > side) {
                    greys.add(Grey.of(picture, side));
                }
            }
            return List.copyOf(greys);
        });
        ObjectNode answer = Json.mapper().createObjectNode();
        ArrayNode codes = answer.putArray("codes");
        for (Code code : find(sizes, call)) {
            ObjectNode node = codes.addObject();
            node.put("format", code.format).put("text", code.text);
            node.putArray("box")
                    .add(Math.round(Math.max(0, code.x)))
                    .add(Math.round(Math.max(0, code.y)))
                    .add(Math.round(code.width))
                    .add(Math.round(code.height));
        }
        return answer;
    }

    private static List<Code> find(List<Grey> sizes, ExpertCall call) {
        for (boolean inverted : new boolean[] {false, true}) {
            for (Grey grey : sizes) {
                for (boolean turned : new boolean[] {false, true}) {
                    call.checkCancelled();
                    List<Code> codes = find(grey, turned, inverted);
                    if (!codes.isEmpty()) {
                        return codes;
                    }
                }
            }
        }
        return List.of();
    }

    private static List<Code> find(Grey grey, boolean turned, boolean inverted) {
        LuminanceSource upright = turned
                ? source(turned(grey), grey.height(), grey.width())
                : source(grey.pixels(), grey.width(), grey.height());
        LuminanceSource source = inverted ? new InvertedLuminanceSource(upright) : upright;
        Map<String, Code> found = new LinkedHashMap<>();
        for (BinaryBitmap bitmap : List.of(
                new BinaryBitmap(new HybridBinarizer(source)),
                new BinaryBitmap(new GlobalHistogramBinarizer(source)))) {
            for (Result result : read(bitmap)) {
                Code code = code(result, grey, turned);
                found.putIfAbsent(code.format + " " + code.text, code);
            }
            if (!found.isEmpty()) {
                break;
            }
        }
        List<Code> codes = new ArrayList<>(found.values());
        codes.sort(Comparator.comparingDouble(Code::y).thenComparingDouble(Code::x));
        return codes;
    }

    private static List<Result> read(BinaryBitmap bitmap) {
        try {
            return List.of(new QRCodeMultiReader().decodeMultiple(bitmap, HINTS));
        } catch (NotFoundException noQrCode) {
            return readAny(bitmap);
        }
    }

    private static List<Result> readAny(BinaryBitmap bitmap) {
        MultiFormatReader reader = new MultiFormatReader();
        reader.setHints(HINTS);
        try {
            return List.of(new GenericMultipleBarcodeReader(reader).decodeMultiple(bitmap, HINTS));
        } catch (NotFoundException nothing) {
            return readPure(bitmap);
        }
    }

    /** A Data Matrix that fills the picture is found by its outline only. */
    private static List<Result> readPure(BinaryBitmap bitmap) {
        try {
            return List.of(new DataMatrixReader().decode(bitmap, Map.of(DecodeHintType.PURE_BARCODE, true)));
        } catch (NotFoundException | ChecksumException | FormatException nothing) {
            return List.of();
        }
    }

    private static LuminanceSource source(byte[] pixels, int width, int height) {
        return new PlanarYUVLuminanceSource(pixels, width, height, 0, 0, width, height, false);
    }

    /** Turned clockwise: what was left is up. */
    private static byte[] turned(Grey grey) {
        byte[] pixels = new byte[grey.pixels().length];
        for (int y = 0; y < grey.height(); y++) {
            for (int x = 0; x < grey.width(); x++) {
                pixels[x * grey.height() + grey.height() - 1 - y] = grey.pixels()[y * grey.width() + x];
            }
        }
        return pixels;
    }

    private static Code code(Result result, Grey grey, boolean turned) {
        double left = Double.MAX_VALUE;
        double top = Double.MAX_VALUE;
        double right = 0;
        double bottom = 0;
        for (ResultPoint point : result.getResultPoints()) {
            if (point == null) {
                continue;
            }
            double x = (turned ? point.getY() : point.getX()) / grey.scale();
            double y = (turned ? grey.height() - 1 - point.getX() : point.getY()) / grey.scale();
            left = Math.min(left, x);
            top = Math.min(top, y);
            right = Math.max(right, x);
            bottom = Math.max(bottom, y);
        }
        if (right < left) {
            left = 0;
            top = 0;
        }
        return new Code(
                result.getBarcodeFormat().name(),
                result.getText(),
                left,
                top,
                Math.max(1, right - left),
                Math.max(1, bottom - top));
    }
}
