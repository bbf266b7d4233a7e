package dev.maestro.local.modelserver;

/** An embedded model made of a contract and a function. */
record TestModel(String name, ModelContract contract, Inference inference) implements EmbeddedModel {

    /** What it does. */
    @FunctionalInterface
    interface Inference {
        InferenceResult of(InferenceInput input) throws ModelException;
    }

    /** Says what it was asked, as an expert would. */
    static TestModel echo(String name) {
        return new TestModel(
                name, ModelContract.expert(), input -> InferenceResult.reply(input, input.text("text_input")));
    }

    @Override
    public InferenceResult infer(InferenceInput input) throws ModelException {
        return inference.of(input);
    }
}
