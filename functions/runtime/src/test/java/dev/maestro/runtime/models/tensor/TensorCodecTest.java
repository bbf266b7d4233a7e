package dev.maestro.runtime.models.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.maestro.runtime.models.kserve.InferTensorContents;
import dev.maestro.runtime.models.kserve.ModelInferRequest;
import dev.maestro.runtime.models.kserve.ModelInferRequest.InferInputTensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class TensorCodecTest {

    private static ModelInferRequest raw(String type, List<Long> shape, int... bytes) {
        byte[] contents = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            contents[i] = (byte) bytes[i];
        }
        return ModelInferRequest.newBuilder()
                .addInputs(InferInputTensor.newBuilder()
                        .setName("x")
                        .setDatatype(type)
                        .addAllShape(shape))
                .addRawInputContents(ByteString.copyFrom(contents))
                .build();
    }

    @Test
    void writesRawContentsInLittleEndian() {
        ModelInferRequest.Builder request = ModelInferRequest.newBuilder();

        TensorCodec.add(request, Tensor.floats("x", 1f));
        TensorCodec.add(request, Tensor.longs("n", 258));
        TensorCodec.add(request, Tensor.texts("t", List.of("ab", "")));
        TensorCodec.add(request, Tensor.flag("b", true));

        assertThat(request.getRawInputContentsList())
                .containsExactly(
                        ByteString.fromHex("0000803f"),
                        ByteString.fromHex("0201000000000000"),
                        ByteString.fromHex("02000000616200000000"),
                        ByteString.fromHex("01"));
        assertThat(request.getInputs(2).getDatatype()).isEqualTo("BYTES");
        assertThat(request.getInputs(2).getShapeList()).containsExactly(2L);
    }

    @Test
    void readsUnsignedIntegersAsSuch() {
        List<Tensor> tensors = TensorCodec.inputs(raw("UINT32", List.of(1L), 0xff, 0xff, 0xff, 0xff));

        assertThat(((Tensor.Integers) tensors.getFirst()).values()).containsExactly(4294967295L);
    }

    @Test
    void readsTypedContents() {
        ModelInferRequest request = ModelInferRequest.newBuilder()
                .addInputs(InferInputTensor.newBuilder()
                        .setName("x")
                        .setDatatype("FP32")
                        .addShape(1)
                        .addShape(2)
                        .setContents(InferTensorContents.newBuilder()
                                .addFp32Contents(1.5f)
                                .addFp32Contents(-2f)))
                .build();

        Tensor.Floats floats = (Tensor.Floats) TensorCodec.inputs(request).getFirst();

        assertThat(floats.values()).containsExactly(1.5f, -2f);
        assertThat(floats.shape()).containsExactly(1L, 2L);
    }

    @Test
    void namesTheTensorAndTheExpectedSizeOfRawContents() {
        assertThatThrownBy(() -> TensorCodec.inputs(raw("FP32", List.of(2L), 0, 0, 0, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'x'")
                .hasMessageContaining("4 bytes")
                .hasMessageContaining("expected 8");
    }

    @Test
    void refusesByteStringsThatAreCutShort() {
        for (ModelInferRequest cut : List.of(
                raw("BYTES", List.of(1L), 5, 0, 0, 0, 'a'),
                raw("BYTES", List.of(1L), 1, 0),
                raw("BYTES", List.of(1L), 0xff, 0xff, 0xff, 0xff))) {
            assertThatThrownBy(() -> TensorCodec.inputs(cut))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'x' is cut short");
        }
    }

    @Test
    void refusesAShapeThatOverflowsOrIsNegative() {
        for (List<Long> shape : List.of(List.of(Long.MAX_VALUE, 2L), List.of(-1L), List.of(1L << 40))) {
            assertThatThrownBy(() -> TensorCodec.inputs(raw("FP32", shape, 0, 0, 0, 0)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'x' has shape");
        }
    }

    @Test
    void refusesATypeItDoesNotHandleAndNamesThoseItDoes() {
        assertThatThrownBy(() -> TensorCodec.inputs(raw("FP16", List.of(1L), 0, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("FP16")
                .hasMessageContaining("FP32");
    }
}
